/* draw/svg_regions.c - the bands or columns that groups stand in. */
#include "draw/svg.h"

static void write_region(const ent_pen *pen, const ent_region *region) {
    ent_buffer *out = pen->out;
    ent_buffer_text(out, "<g class=\"region\"><title>");
    ent_buffer_xml(out, pen->plot->scene->groups[region->group].label);
    ent_buffer_text(out, "</title><rect");
    ent_svg_attribute(pen, "x", region->rect.x0 + pen->dx);
    ent_svg_attribute(pen, "y", region->rect.y0 + pen->dy);
    ent_svg_attribute(pen, "width", region->rect.x1 - region->rect.x0);
    ent_svg_attribute(pen, "height", region->rect.y1 - region->rect.y0);
    ent_buffer_format(out, " rx=\"6\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.8\"/>", pen->ink->region.fill,
                      pen->ink->region.line);
    for (size_t i = 0; i < region->label_count; i++) {
        ent_buffer_text(out, "<text");
        ent_svg_attribute(pen, "x", region->label_x + pen->dx);
        ent_svg_attribute(pen, "y", region->label_y + pen->dy + ENT_REGION_LEADING * (double)i + ENT_REGION_FONT * .95);
        ent_svg_attribute(pen, "font-size", ENT_REGION_FONT);
        ent_buffer_format(out, " font-weight=\"bold\" fill=\"%s\">", pen->ink->subtitle);
        ent_svg_words(pen, &region->label[i]);
        ent_buffer_text(out, "</text>");
    }
    ent_buffer_text(out, "</g>\n");
}

bool ent_svg_in_region(const ent_pen *pen, ent_rect r) {
    for (uint32_t i = 0; i < pen->plot->region_count; i++) {
        ent_rect region = pen->plot->regions[i].rect;
        if (r.x0 >= region.x0 && r.x1 <= region.x1 && r.y0 >= region.y0 && r.y1 <= region.y1) return true;
    }
    return false;
}

void ent_svg_regions(const ent_pen *pen) {
    if (!pen->plot->region_count) return;
    ent_buffer_text(pen->out, "<g class=\"regions\">\n");
    for (uint32_t i = 0; i < pen->plot->region_count; i++) write_region(pen, &pen->plot->regions[i]);
    ent_buffer_text(pen->out, "</g>\n");
}
