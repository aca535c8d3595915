#ifndef BASE_VERSION_H
#define BASE_VERSION_H
#define ENT_VERSION_TEXT "0.1.0"
#endif
