/* chart/axis.c - the axis of time as it is drawn. */
#include "chart/page.h"

void chart_grid(const ent_axis *axis, double top, double bottom, ent_buffer *out) {
    ent_tick ticks[ENT_TICKS];
    size_t count = ent_axis_ticks(axis, ticks);
    if (!count) return;
    ent_buffer_text(out, "<path class=\"rule\" fill=\"none\" stroke=\"" ENT_INK_RULE "\" stroke-width=\"0.6\" d=\"");
    for (size_t i = 0; i < count; i++) {
        ent_buffer_char(out, 'M');
        chart_number(out, ent_axis_x(axis, (double)ticks[i].day));
        ent_buffer_char(out, ',');
        chart_number(out, top);
        ent_buffer_char(out, 'V');
        chart_number(out, bottom);
    }
    ent_buffer_text(out, "\"/>\n");
}

void chart_dates(const ent_axis *axis, double y, ent_buffer *out) {
    ent_tick ticks[ENT_TICKS];
    size_t count = ent_axis_ticks(axis, ticks);
    ent_buffer_text(out, "<g class=\"t-axis\" fill=\"" ENT_INK_CAPTION "\"");
    chart_attribute(out, "font-size", ENT_SIZE_CAPTION);
    ent_buffer_text(out, ">\n");
    for (size_t i = 0; i < count; i++)
        chart_words(out, ent_axis_x(axis, (double)ticks[i].day), y, "middle", ticks[i].label);
    ent_buffer_text(out, "</g>\n");
}
