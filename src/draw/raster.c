/* draw/raster.c - our own SVG as PNG and PDF, by librsvg and cairo. */
#include <cairo-pdf.h>
#include <cairo.h>
#include <librsvg/rsvg.h>

#include "base/buffer.h"
#include "draw/plot.h"

#define PNG_SCALE 2.0
#define MOST_PIXELS 16000.0 /* a side; cairo's own limit is 32767, and memory grows with the square */
#define PX_PER_PT (96.0 / 72.0)

static cairo_status_t append(void *closure, const unsigned char *data, unsigned length) {
    ent_buffer *out = closure;
    ent_buffer_bytes(out, (const char *)data, length);
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static ent_status open_svg(const char *svg, size_t length, RsvgHandle **handle, RsvgRectangle *size, ent_error *err) {
    GError *fault = NULL;
    *handle = rsvg_handle_new_from_data((const guint8 *)svg, length, &fault);
    if (!*handle) {
        ent_fail(err, ENT_CALC, "picture: %s", fault ? fault->message : "librsvg cannot read it");
        g_clear_error(&fault);
        return ENT_CALC;
    }
    rsvg_handle_set_dpi(*handle, 96);
    gboolean has_w, has_h, has_box;
    RsvgLength w, h;
    rsvg_handle_get_intrinsic_dimensions(*handle, &has_w, &w, &has_h, &h, &has_box, size);
    return ENT_OK;
}

static ent_status render(RsvgHandle *handle, cairo_surface_t *surface, double w, double h, ent_error *err) {
    cairo_t *cairo = cairo_create(surface);
    GError *fault = NULL;
    RsvgRectangle viewport = {0, 0, w, h};
    cairo_set_source_rgb(cairo, 1, 1, 1); /* the last row of pixels is only partly covered by the drawing's paper */
    cairo_paint(cairo);
    ent_status status = ENT_OK;
    if (!rsvg_handle_render_document(handle, cairo, &viewport, &fault) || cairo_status(cairo))
        status = ent_fail(err, ENT_CALC, "picture: %s",
                          fault ? fault->message : cairo_status_to_string(cairo_status(cairo)));
    g_clear_error(&fault);
    cairo_destroy(cairo);
    return status;
}

static ent_status finished(ent_status status, cairo_surface_t *surface, cairo_status_t last, ent_buffer *out,
                           ent_error *err) {
    if (!status && out->failed) return ent_fail_memory(err);
    if (!status && last) return ent_fail(err, ENT_CALC, "picture: %s", cairo_status_to_string(last));
    if (!status && cairo_surface_status(surface))
        return ent_fail(err, ENT_CALC, "picture: %s", cairo_status_to_string(cairo_surface_status(surface)));
    return status;
}

ent_status ent_raster_png(const char *svg, size_t length, ent_buffer *out, ent_error *err) {
    RsvgHandle *handle;
    RsvgRectangle size;
    ent_status status = open_svg(svg, length, &handle, &size, err);
    if (status) return status;
    double scale = PNG_SCALE * PX_PER_PT;
    scale = ent_min(scale, MOST_PIXELS / ent_max(size.width, size.height));
    int w = (int)(size.width * scale + .999), h = (int)(size.height * scale + .999);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w > 0 ? w : 1, h > 0 ? h : 1);
    cairo_status_t last = cairo_surface_status(surface);
    if (!last) status = render(handle, surface, w, h, err);
    if (!last && !status) last = cairo_surface_write_to_png_stream(surface, append, out);
    status = finished(status, surface, last, out, err);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return status;
}

ent_status ent_raster_pdf(const char *svg, size_t length, ent_buffer *out, ent_error *err) {
    RsvgHandle *handle;
    RsvgRectangle size;
    ent_status status = open_svg(svg, length, &handle, &size, err);
    if (status) return status;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, out, size.width, size.height);
    /* the same input gives the same bytes: no date of the run */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    status = render(handle, surface, size.width, size.height, err);
    cairo_surface_finish(surface);
    status = finished(status, surface, CAIRO_STATUS_SUCCESS, out, err);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return status;
}
