/* analyse/measures_eigen_parts.h - largest eigenvalues part by part, for the files of eigenvector centrality. */
#ifndef ANALYSE_MEASURES_EIGEN_PARTS_H
#define ANALYSE_MEASURES_EIGEN_PARTS_H

#include "analyse/common.h"

/* A graph in parts that have nothing to do with each other, and the leading eigenvector of each that can have the largest
 * eigenvalue. */
typedef struct ent_eigen ent_eigen;
struct ent_eigen {
    const ent_view *view;
    const ent_monitor *monitor;
    size_t n;        /* vertices of the view; twice as many where each stands for two */
    bool weighted;   /* whether strengths are not all 1 */
    ent_parts parts; /* taken over */
    double *row;     /* sum of a vertex's row of the matrix within its part; taken over */
    double *out;     /* the unit vector of each solved part at the places of its vertices, else 0; borrowed */
    double *lambda;  /* by part: its largest eigenvalue, 0 where it cannot be the largest of all */
    int32_t *local;  /* number of a vertex within its part */
    double largest;  /* of all */
    /* Solve a part of at least two vertices by itself: a unit vector of its vertices, and its eigenvalue. */
    ent_status (*solve_part)(ent_eigen *eigen, int32_t part, double *vector, double *lambda, ent_error *err);
};

/* Solve what can lead. Before: view, monitor, n, weighted, parts, row, out and solve_part. symmetric: the matrix is, and its largest
 * eigenvalue is at least the mean row sum; else at least the smallest. */
ent_status ent_eigen_solve(ent_eigen *eigen, bool symmetric, ent_error *err);
/* Project the vector of ones, 0 outside first .. last - 1, on the eigenspace: each tying part's unit vector counts with the
 * sum of its entries. out has length 1 then. */
ent_status ent_eigen_project(ent_eigen *eigen, size_t first, size_t last, ent_error *err);
/* Whether a part has the largest eigenvalue. */
bool ent_eigen_leads(const ent_eigen *eigen, size_t part);
/* Frees all but `view` and `out`. */
void ent_eigen_clear(ent_eigen *eigen);
/* Divide by the Euclidean length. */
void ent_eigen_scale(double *vector, size_t n);
/* Whether strengths are not all 1. */
bool ent_eigen_weighted(const ent_view *view);
/* row[v] = the sum of the strengths of v's arcs; weighted as above. */
void ent_eigen_sum_rows(const ent_view *view, const ent_adjacency *arcs, bool weighted, double *row);

/* Rows of the matrix of a part: its arcs lead to numbers within the part. */
typedef struct ent_eigen_rows {
    size_t n;
    int32_t *offsets, *to;
    double *strength; /* by arc; NULL: all 1 */
} ent_eigen_rows;
/* The rows of n vertices of the view whose arcs stay in their part; the vertex that an arc leads to has its place in
 * eigen->local `shift` further on. */
ent_status ent_eigen_rows_make(const ent_eigen *eigen, const ent_adjacency *arcs, const int32_t *vertices, size_t n,
                               size_t shift, ent_eigen_rows *out, ent_error *err);
void ent_eigen_rows_clear(ent_eigen_rows *rows);

#endif
