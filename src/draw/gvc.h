/* draw/gvc.h - Graphviz with its plugin of neato, loaded when a layout needs it: base/library.h says how, draw/gvc_calls.inc
 * what is called. A draft in which no line has to go round a box never pays for it and the ten libraries it brings along. */
#ifndef DRAW_GVC_H
#define DRAW_GVC_H

#include <cgraph.h>
#include <entente/base.h>
#include <gvc.h>

extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

/* Functions and data, once ent_gvc_load has said ENT_OK. */
typedef struct ent_gvc_calls {
#define ENT_CALL(name) __typeof__(name) *(name);
#include "draw/gvc_calls.inc"
#undef ENT_CALL
} ent_gvc_calls;
extern ent_gvc_calls ent_gvc;

/* ENT_CALC with the remedy when Graphviz is not there. */
ent_status ent_gvc_load(ent_error *err);

#define agattr ent_gvc.agattr
#define agclose ent_gvc.agclose
#define agedge ent_gvc.agedge
#define agnode ent_gvc.agnode
#define agopen ent_gvc.agopen
#define agseterr ent_gvc.agseterr
#define agxset ent_gvc.agxset
#define gvContextPlugins ent_gvc.gvContextPlugins
#define gvFreeLayout ent_gvc.gvFreeLayout
#define gvLayout ent_gvc.gvLayout
#define Agdirected (*ent_gvc.Agdirected)
#define gvplugin_neato_layout_LTX_library (*ent_gvc.gvplugin_neato_layout_LTX_library)

#endif
