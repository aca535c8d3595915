/* entente/entente.h - everything at once. */
#ifndef ENTENTE_H
#define ENTENTE_H

#include <entente/base.h>
#include <entente/model.h>
#include <entente/table.h>
#include <entente/chart.h>
#include <entente/read.h>
#include <entente/check.h>
#include <entente/view.h>
#include <entente/analyse.h>
#include <entente/write.h>
#include <entente/scene.h>

#endif
