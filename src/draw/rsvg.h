/* draw/rsvg.h - librsvg with cairo, loaded for a png or a pdf only: base/library.h says how, draw/rsvg_calls.inc what is
 * called. A picture as svg never pays for pango, GLib and thirty others. */
#ifndef DRAW_RSVG_H
#define DRAW_RSVG_H

#include <cairo-pdf.h>
#include <cairo.h>
#include <entente/base.h>
#include <librsvg/rsvg.h>

/* The functions, once ent_rsvg_load has said ENT_OK. */
typedef struct ent_rsvg_calls {
#define ENT_CALL(name) __typeof__(name) *(name);
#include "draw/rsvg_calls.inc"
#undef ENT_CALL
} ent_rsvg_calls;
extern ent_rsvg_calls ent_rsvg;

/* ENT_CALC with the remedy when librsvg is not there. */
ent_status ent_rsvg_load(ent_error *err);

#define cairo_create ent_rsvg.cairo_create
#define cairo_destroy ent_rsvg.cairo_destroy
#define cairo_image_surface_create ent_rsvg.cairo_image_surface_create
#define cairo_paint ent_rsvg.cairo_paint
#define cairo_pdf_surface_create_for_stream ent_rsvg.cairo_pdf_surface_create_for_stream
#define cairo_pdf_surface_set_metadata ent_rsvg.cairo_pdf_surface_set_metadata
#define cairo_set_source_rgb ent_rsvg.cairo_set_source_rgb
#define cairo_status ent_rsvg.cairo_status
#define cairo_status_to_string ent_rsvg.cairo_status_to_string
#define cairo_surface_destroy ent_rsvg.cairo_surface_destroy
#define cairo_surface_finish ent_rsvg.cairo_surface_finish
#define cairo_surface_status ent_rsvg.cairo_surface_status
#define cairo_surface_write_to_png_stream ent_rsvg.cairo_surface_write_to_png_stream
#define g_clear_error ent_rsvg.g_clear_error
#define g_object_unref ent_rsvg.g_object_unref
#define rsvg_handle_get_intrinsic_size_in_pixels ent_rsvg.rsvg_handle_get_intrinsic_size_in_pixels
#define rsvg_handle_new_from_data ent_rsvg.rsvg_handle_new_from_data
#define rsvg_handle_render_document ent_rsvg.rsvg_handle_render_document
#define rsvg_handle_set_dpi ent_rsvg.rsvg_handle_set_dpi

#endif
