/* solve/glpk.h - GLPK, loaded when it is first needed: base/library.h says how, solve/glpk_calls.inc what is called. */
#ifndef SOLVE_GLPK_H
#define SOLVE_GLPK_H

#include <entente/base.h>
#include <glpk.h>

/* The functions, once ent_glpk_load has said ENT_OK. */
typedef struct ent_glpk_calls {
#define ENT_CALL(name) __typeof__(name) *(name);
#include "solve/glpk_calls.inc"
#undef ENT_CALL
} ent_glpk_calls;
extern ent_glpk_calls ent_glpk;

/* ENT_CALC with the remedy when GLPK is not there. */
ent_status ent_glpk_load(ent_error *err);

#define glp_add_cols ent_glpk.glp_add_cols
#define glp_add_rows ent_glpk.glp_add_rows
#define glp_at_error ent_glpk.glp_at_error
#define glp_create_prob ent_glpk.glp_create_prob
#define glp_del_rows ent_glpk.glp_del_rows
#define glp_delete_prob ent_glpk.glp_delete_prob
#define glp_error_hook ent_glpk.glp_error_hook
#define glp_free_env ent_glpk.glp_free_env
#define glp_get_col_prim ent_glpk.glp_get_col_prim
#define glp_get_it_cnt ent_glpk.glp_get_it_cnt
#define glp_get_num_cols ent_glpk.glp_get_num_cols
#define glp_get_num_rows ent_glpk.glp_get_num_rows
#define glp_get_obj_val ent_glpk.glp_get_obj_val
#define glp_get_row_dual ent_glpk.glp_get_row_dual
#define glp_get_row_stat ent_glpk.glp_get_row_stat
#define glp_get_status ent_glpk.glp_get_status
#define glp_init_smcp ent_glpk.glp_init_smcp
#define glp_set_col_bnds ent_glpk.glp_set_col_bnds
#define glp_set_mat_row ent_glpk.glp_set_mat_row
#define glp_set_obj_coef ent_glpk.glp_set_obj_coef
#define glp_set_obj_dir ent_glpk.glp_set_obj_dir
#define glp_set_row_bnds ent_glpk.glp_set_row_bnds
#define glp_simplex ent_glpk.glp_simplex
#define glp_std_basis ent_glpk.glp_std_basis
#define glp_term_hook ent_glpk.glp_term_hook
#define glp_term_out ent_glpk.glp_term_out

#endif
