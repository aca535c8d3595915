/* model/findings.h - findings as bytes, so that a packed graph says what its sources made the reader say. */
#ifndef MODEL_FINDINGS_H
#define MODEL_FINDINGS_H

#include "base/buffer.h"

/* Append one. */
void ent_findings_add(ent_buffer *log, const ent_finding *finding);
/* Report all of them; what makes no sense ends the walk. */
void ent_findings_tell(const char *log, size_t length, const ent_sink *sink);

#endif
