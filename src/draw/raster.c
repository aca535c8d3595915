/* draw/raster.c - our own SVG as PNG and PDF, by librsvg and cairo. */
#include <zlib.h>

#include "base/buffer.h"
#include "draw/plot.h"
#include "draw/rsvg.h"

#define PNG_SCALE 2.0
#define MOST_PIXELS 16000.0 /* a side; cairo's own limit is 32767, and memory grows with the square */
#define PX_PER_PT (96.0 / 72.0)

static cairo_status_t append(void *closure, const unsigned char *data, unsigned length) {
    ent_buffer *out = closure;
    ent_buffer_bytes(out, (const char *)data, length);
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

typedef struct {
    double width, height; /* points */
} page_size;

static ent_status open_svg(const char *svg, size_t length, RsvgHandle **handle, page_size *size, ent_error *err) {
    GError *fault = NULL;
    ent_status status = ent_rsvg_load(err);
    if (status) return status;
    *handle = rsvg_handle_new_from_data((const guint8 *)svg, length, &fault);
    if (!*handle) {
        ent_fail(err, ENT_CALC, "picture: %s", fault ? fault->message : "librsvg cannot read it");
        g_clear_error(&fault);
        return ENT_CALC;
    }
    rsvg_handle_set_dpi(*handle, 96);
    double w = 1, h = 1;
    rsvg_handle_get_intrinsic_size_in_pixels(*handle, &w, &h);
    *size = (page_size){w / PX_PER_PT, h / PX_PER_PT};
    return ENT_OK;
}

/* A colour as "#RRGGBB". */
static void set_colour(cairo_t *cairo, const char *hex) {
    double part[3] = {0, 0, 0};
    for (int i = 1; i < 7 && hex[i]; i++) {
        int digit = hex[i] <= '9' ? hex[i] - '0' : (hex[i] | 32) - 'a' + 10;
        part[(i - 1) / 2] += digit * (i % 2 ? 16 : 1) / 255.0;
    }
    cairo_set_source_rgb(cairo, part[0], part[1], part[2]);
}

static ent_status render(RsvgHandle *handle, cairo_surface_t *surface, double w, double h, const char *paper,
                         ent_error *err) {
    cairo_t *cairo = cairo_create(surface);
    GError *fault = NULL;
    RsvgRectangle viewport = {0, 0, w, h};
    set_colour(cairo, paper); /* the last row of pixels is only partly covered by the drawing's paper */
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

/* ---- png ---- */

static void put_number(unsigned char *to, uint32_t value) {
    for (int i = 0; i < 4; i++) to[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* Say how large a pixel is, which cairo does not: a chunk pHYs after the head, which is always 33 bytes long. */
static void say_resolution(const ent_buffer *png, double pixels_per_point, ent_buffer *out) {
    enum { HEAD = 33, CHUNK = 21 };
    unsigned char chunk[CHUNK] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    uint32_t per_metre = (uint32_t)(pixels_per_point * 72 / .0254 + .5);
    put_number(chunk + 8, per_metre);
    put_number(chunk + 12, per_metre);
    chunk[16] = 1; /* the unit is the metre */
    put_number(chunk + 17, (uint32_t)crc32(0, chunk + 4, 13));
    if (png->failed || png->length < HEAD) {
        out->failed = true;
        return;
    }
    ent_buffer_bytes(out, png->data, HEAD);
    ent_buffer_bytes(out, (const char *)chunk, CHUNK);
    ent_buffer_bytes(out, png->data + HEAD, png->length - HEAD);
}

ent_status ent_raster_png(const char *svg, size_t length, const char *paper, ent_buffer *out, ent_error *err) {
    RsvgHandle *handle;
    page_size size;
    ent_status status = open_svg(svg, length, &handle, &size, err);
    if (status) return status;
    double scale = PNG_SCALE * PX_PER_PT;
    scale = ent_min(scale, MOST_PIXELS / ent_max(size.width, size.height));
    int w = (int)(size.width * scale + .999), h = (int)(size.height * scale + .999);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w > 0 ? w : 1, h > 0 ? h : 1);
    cairo_status_t last = cairo_surface_status(surface);
    if (!last) status = render(handle, surface, w, h, paper, err);
    ent_buffer png = {0};
    if (!last && !status) last = cairo_surface_write_to_png_stream(surface, append, &png);
    if (!last && !status) say_resolution(&png, scale, out);
    ent_buffer_clear(&png);
    status = finished(status, surface, last, out, err);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return status;
}

ent_status ent_raster_pdf(const char *svg, size_t length, const char *paper, ent_buffer *out, ent_error *err) {
    RsvgHandle *handle;
    page_size size;
    ent_status status = open_svg(svg, length, &handle, &size, err);
    if (status) return status;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, out, size.width, size.height);
    /* the same input gives the same bytes: no date of the run */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    status = render(handle, surface, size.width, size.height, paper, err);
    cairo_surface_finish(surface);
    status = finished(status, surface, CAIRO_STATUS_SUCCESS, out, err);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return status;
}
