/* Linear programs through GLPK's simplex method, its errors caught. */
#include "solve/linear.h"
#include "solve/glpk.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BETWEEN_TICKS = 50 }; /* iterations */

struct ent_linear {
    glp_prob *program; /* NULL after GLPK failed: its whole environment is gone then */
    int *place;        /* GLPK's number of a column, 0: not there yet */
    double *cost;
    int *index; /* one row, numbered from 1 */
    double *ones;
    size_t columns;
};

/* One call into GLPK: where to go when it fails or is to stop, and what it said. */
typedef struct visit {
    jmp_buf back;
    char words[200];
    int output;
    const ent_monitor *monitor;
    ent_error *err;
    ent_status stopped;
} visit;

/* GLPK prints the reason before it gives up; nothing of it reaches the terminal. What it prints on its way, every few
 * iterations, is the time to ask whether to go on: there is no other. */
static int listen(void *info, const char *text) {
    visit *v = info;
    size_t length = strlen(v->words);
    if (glp_at_error()) {
        snprintf(v->words + length, sizeof v->words - length, "%s", text);
        return 1;
    }
    v->stopped = ent_monitor_tick(v->monitor, "solving the linear program", 0, 0, v->err);
    if (v->stopped) longjmp(v->back, 1);
    return 1;
}

static void give_up(void *info) {
    visit *v = info;
    longjmp(v->back, 1);
}

static void enter(visit *v) {
    v->words[0] = '\0';
    v->monitor = NULL;
    v->err = NULL;
    v->stopped = ENT_OK;
    glp_term_hook(listen, v);
    glp_error_hook(give_up, v);
    v->output = glp_term_out(GLP_ON);
}

static void leave(const visit *v) {
    glp_term_out(v->output);
    glp_term_hook(NULL, NULL);
    glp_error_hook(NULL, NULL);
}

/* After an error GLPK may only be told to forget everything. */
static ent_status fallen(ent_linear *linear, visit *v, ent_error *err) {
    leave(v);
    glp_free_env();
    linear->program = NULL;
    if (v->stopped) return v->stopped;
    v->words[strcspn(v->words, "\n")] = '\0';
    return strstr(v->words, "memory") ? ent_fail_memory(err)
                                      : ent_fail(err, ENT_CALC, "GLPK could not do this: %s", v->words);
}

static ent_status gone(ent_error *err) {
    return ent_fail(err, ENT_CALC, "the linear program was lost in an earlier failure");
}

/* ---- making and changing ---- */

static ent_status make_program(ent_linear *linear, ent_error *err) {
    visit v;
    enter(&v);
    if (setjmp(v.back)) return fallen(linear, &v, err);
    linear->program = glp_create_prob();
    glp_set_obj_dir(linear->program, GLP_MIN);
    leave(&v);
    return ENT_OK;
}

ent_status ent_linear_new(size_t columns, const double *cost, ent_linear **out, ent_error *err) {
    ent_status status = ent_glpk_load(err);
    if (status) return status;
    ent_linear *linear = calloc(1, sizeof *linear);
    if (!linear) return ent_fail_memory(err);
    linear->columns = columns;
    linear->index = malloc((columns + 1) * sizeof *linear->index);
    linear->ones = malloc((columns + 1) * sizeof *linear->ones);
    linear->place = calloc(columns + 1, sizeof *linear->place);
    linear->cost = malloc((columns + 1) * sizeof *linear->cost);
    bool room = linear->index && linear->ones && linear->place && linear->cost;
    status = room ? ENT_OK : ent_fail_memory(err);
    if (!status && (columns == 0 || columns > 50000000))
        status = ent_fail(err, ENT_CALC, "a linear program of %zu columns is out of reach", columns);
    if (!status) status = make_program(linear, err);
    for (size_t c = 0; c <= columns && !status; c++) linear->ones[c] = 1;
    if (!status) memcpy(linear->cost, cost, columns * sizeof *cost);
    if (status)
        ent_linear_free(linear);
    else
        *out = linear;
    return status;
}

void ent_linear_free(ent_linear *linear) {
    if (!linear) return;
    if (linear->program) glp_delete_prob(linear->program);
    free(linear->index);
    free(linear->ones);
    free(linear->place);
    free(linear->cost);
    free(linear);
}

/* GLPK's number of a column; it is put there when it is not. Only during a visit. */
static int place_of(ent_linear *linear, size_t column) {
    if (linear->place[column]) return linear->place[column];
    int place = glp_add_cols(linear->program, 1);
    glp_set_col_bnds(linear->program, place, GLP_LO, 0, 0);
    glp_set_obj_coef(linear->program, place, linear->cost[column]);
    linear->place[column] = place;
    return place;
}

ent_status ent_linear_cover(ent_linear *linear, const int32_t *columns, size_t count, ent_error *err) {
    visit v;
    if (!linear->program) return gone(err);
    enter(&v);
    if (setjmp(v.back)) return fallen(linear, &v, err);
    for (size_t i = 0; i < count; i++) linear->index[i + 1] = place_of(linear, (size_t)columns[i]);
    int row = glp_add_rows(linear->program, 1);
    glp_set_row_bnds(linear->program, row, GLP_LO, 1, 0);
    glp_set_mat_row(linear->program, row, (int)count, linear->index, linear->ones);
    leave(&v);
    return ENT_OK;
}

bool ent_linear_is_slack(const ent_linear *linear, size_t row) {
    return glp_get_row_stat(linear->program, (int)row + 1) == GLP_BS;
}

ent_status ent_linear_drop(ent_linear *linear, const uint8_t *rows, ent_error *err) {
    visit v;
    if (!linear->program) return gone(err);
    int all = glp_get_num_rows(linear->program), count = 0;
    int *numbers = malloc(((size_t)all + 1) * sizeof *numbers);
    if (!numbers) return ent_fail_memory(err);
    for (int r = 0; r < all; r++)
        if (rows[r]) numbers[++count] = r + 1;
    enter(&v);
    if (setjmp(v.back)) {
        free(numbers);
        return fallen(linear, &v, err);
    }
    if (count) glp_del_rows(linear->program, count, numbers);
    leave(&v);
    free(numbers);
    return ENT_OK;
}

uint64_t ent_linear_size(const ent_linear *linear) {
    if (!linear->program) return 0;
    return (uint64_t)glp_get_num_rows(linear->program) + (uint64_t)glp_get_num_cols(linear->program);
}

ent_status ent_linear_between(ent_linear *linear, size_t column, double lower, double upper, ent_error *err) {
    visit v;
    if (!linear->program) return gone(err);
    enter(&v);
    if (setjmp(v.back)) return fallen(linear, &v, err);
    int kind = isinf(upper) ? GLP_LO : lower == upper ? GLP_FX : GLP_DB;
    int place = column < linear->columns ? place_of(linear, column) : (int)column + 1; /* GLPK will say so */
    glp_set_col_bnds(linear->program, place, kind, lower, isinf(upper) ? 0 : upper);
    leave(&v);
    return ENT_OK;
}

/* ---- solving ---- */

static ent_status judge(const ent_linear *linear, int code, ent_linear_end *end, ent_error *err) {
    int status = glp_get_status(linear->program);
    *end = ENT_LINEAR_UNFINISHED;
    if (code == GLP_EITLIM) return ENT_OK;
    if (code == 0 && status == GLP_OPT)
        *end = ENT_LINEAR_OPTIMAL;
    else if (code == 0 && (status == GLP_NOFEAS || status == GLP_INFEAS))
        *end = ENT_LINEAR_INFEASIBLE;
    else
        return ent_fail(err, ENT_CALC, "the simplex method of GLPK gave up (code %d, status %d)", code, status);
    return ENT_OK;
}

static int simplex(ent_linear *linear, int iterations) {
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_ALL; /* nobody sees it: see listen */
    how.out_frq = BETWEEN_TICKS;
    how.meth = GLP_DUALP;
    how.it_lim = iterations;
    return glp_simplex(linear->program, &how);
}

ent_status ent_linear_solve(ent_linear *linear, int iterations, const ent_monitor *monitor, ent_linear_end *end,
                            uint64_t *spent, ent_error *err) {
    visit v;
    if (!linear->program) return gone(err);
    enter(&v);
    v.monitor = monitor;
    v.err = err;
    if (setjmp(v.back)) return fallen(linear, &v, err);
    int before = glp_get_it_cnt(linear->program);
    int code = simplex(linear, iterations);
    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND) {
        glp_std_basis(linear->program); /* rows added since may have spoilt the factors: begin anew */
        code = simplex(linear, iterations);
    }
    *spent += (uint64_t)(glp_get_it_cnt(linear->program) - before);
    leave(&v);
    return judge(linear, code, end, err);
}

double ent_linear_value(const ent_linear *linear) {
    return glp_get_obj_val(linear->program);
}

void ent_linear_columns(const ent_linear *linear, double *out) {
    for (size_t c = 0; c < linear->columns; c++)
        out[c] = linear->place[c] ? glp_get_col_prim(linear->program, linear->place[c]) : 0;
}

void ent_linear_prices(const ent_linear *linear, double *out) {
    int rows = glp_get_num_rows(linear->program);
    for (int r = 0; r < rows; r++) out[r] = glp_get_row_dual(linear->program, r + 1);
}
