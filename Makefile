# entente - build, test and install. `make help` lists the targets.
VERSION  := $(shell sed -n 's/.*ENT_VERSION_TEXT "\(.*\)"/\1/p' src/base/version.h)
SOVERSION := 0

CC       ?= gcc
BUILD    ?= build
PREFIX   ?= /usr/local
DESTDIR  ?=
LIBDIR   ?= $(PREFIX)/lib
BINDIR   ?= $(PREFIX)/bin
LIBEXECDIR ?= $(PREFIX)/libexec/entente
INCLUDEDIR ?= $(PREFIX)/include
DATADIR  ?= $(PREFIX)/share
MANDIR   ?= $(DATADIR)/man
BASHDIR  ?= $(DATADIR)/bash-completion/completions
OPT      ?= -O2
SANITIZE ?=

# what is linked with, and whose headers are wanted beside that: igraph, GLPK, Graphviz, librsvg and cairo are loaded when
# they are needed (src/base/library.h)
PKG           := jansson libutf8proc zlib
LOAD_PKG      := igraph
DRAW_LOAD_PKG := librsvg-2.0 cairo
GVC_PKG       := libgvc libcgraph
CPPFLAGS += -Iinclude -Isrc -I$(BUILD) -D_GNU_SOURCE
CFLAGS   += -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla \
            $(OPT) -g -fPIC -fvisibility=hidden -ffp-contract=off -ffunction-sections $(SANITIZE)
LDFLAGS  += -Wl,--gc-sections -Wl,--as-needed $(SANITIZE)

# packages: what building needs, and what the tests need beside it
APT_BUILD := gcc make pkg-config libc6-dev libigraph-dev libjansson-dev libgraphviz-dev libutf8proc-dev zlib1g-dev libglpk-dev \
             librsvg2-dev libcairo2-dev fonts-liberation
APT_TEST  := libcmocka-dev python3 python3-jsonschema python3-networkx jq clang clang-format clang-tidy libclang-rt-14-dev \
             poppler-utils libxml2-utils g++ universal-ctags gzip locales graphviz groff-base \
             chromium fontconfig valgrind

LIB_ROOMS := base model table chart read check kernel view solve analyse write scene
LIB_SRC   := $(sort $(foreach r,$(LIB_ROOMS),$(wildcard src/$(r)/*.c)))
LIB_OBJ   := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/vocabulary_data.o
CLI_SRC   := $(sort $(wildcard src/cli/*.c))
CLI_OBJ   := $(CLI_SRC:src/%.c=$(BUILD)/obj/%.o)
DRAW_SRC  := $(sort $(wildcard src/draw/*.c))
DRAW_OBJ  := $(DRAW_SRC:src/%.c=$(BUILD)/obj/%.o)
DRAW_ROOM_OBJ := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/base/*.c src/model/*.c src/scene/*.c))) \
             $(BUILD)/obj/vocabulary_data.o

# flags are asked for only when something is compiled, so that `make deps` runs on a bare machine
PKG_CFLAGS  = $(shell pkg-config --cflags $(PKG) $(LOAD_PKG))
PKG_LIBS    = $(shell pkg-config --libs $(PKG))
DRAW_CFLAGS = $(shell pkg-config --cflags $(PKG) $(GVC_PKG) $(DRAW_LOAD_PKG))
GVC_PLUGINS = $(shell pkg-config --variable=libdir libgvc)/graphviz
# A library that is loaded costs each start a tenth of a millisecond, a sixth of what an empty program takes: the programs
# hold the small ones where their archives are there. `make HOLD=` links with the shared ones.
HOLD ?= jansson utf8proc z
held = $(foreach l,$(1),$(if $(and $(filter $(l),$(HOLD)),$(filter /%,$(shell $(CC) -print-file-name=lib$(l).a))),-l:lib$(l).a,-l$(l)))
# relocations in their short form, which a C library must know (glibc 2.36)
SHORT_RELOCATIONS = $(shell grep -qs GLIBC_ABI_DT_RELR "$$($(CC) -print-file-name=libc.so.6)" && echo -Wl,-z,pack-relative-relocs)
CLI_LIBS    = $(SHORT_RELOCATIONS) $(shell pkg-config --libs-only-L $(PKG)) $(call held,jansson utf8proc z)
# where the plugin of neato is loaded from, which brings the rest of Graphviz along; AddressSanitizer stands in for dlopen, and
# then only a path of the old kind counts
DRAW_LIBS   = $(CLI_LIBS) -Wl,$(if $(SANITIZE),--disable-new-dtags,--enable-new-dtags) -Wl,-rpath,$(GVC_PLUGINS)

# V=1 shows the commands, otherwise one short line each
Q   := $(if $(V),,@)
say  = $(if $(V),@:,@echo)

.PHONY: all help deps demo check lint sanitize bench install uninstall clean format fuzz ci
.DELETE_ON_ERROR:

all: $(BUILD)/entente $(BUILD)/entente-draw $(BUILD)/libentente.so.$(VERSION) $(BUILD)/entente.pc

help:
	@echo 'make deps      install the Debian packages that building and testing need'
	@echo 'make           build entente, entente-draw and libentente into $(BUILD)/'
	@echo 'make demo      run the main job on graphs/korea-us-2022.json'
	@echo 'make check     run all tests'
	@echo 'make lint      format, clang-tidy, arrows between rooms, exports, symbols, headers'
	@echo 'make sanitize  build and test with address and undefined-behaviour sanitizers'
	@echo 'make bench     time and memory beside jq, igraph, NetworkX and others'
	@echo 'make install   install under PREFIX ($(PREFIX)); DESTDIR is honoured'

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(DRAW_OBJ:.o=.d)

$(BUILD)/obj/draw/%.o: src/draw/%.c
	@mkdir -p $(@D)
	$(say) '  cc $<'
	$(Q)$(CC) $(CPPFLAGS) $(DRAW_CFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# where entente looks for entente-draw when it is neither beside it nor in ../libexec
$(BUILD)/obj/cli/cmd_render.o: CPPFLAGS += -DENTENTE_LIBEXECDIR='"$(LIBEXECDIR)"'

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(say) '  cc $<'
	$(Q)$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# the built-in vocabulary is packed by a program that the build runs, so that no start has to parse it
MAKE_VOCABULARY := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/base/*.c)) src/model/vocabulary.c src/model/make/vocabulary.c)
-include $(BUILD)/obj/model/make/vocabulary.d
$(BUILD)/make_vocabulary: $(MAKE_VOCABULARY)
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ $(PKG_LIBS) -lm
$(BUILD)/vocabulary_data.c: graphs/vocabulary/default.json $(BUILD)/make_vocabulary
	$(say) '  pack $<'
	$(Q)$(BUILD)/make_vocabulary $< > $@

$(BUILD)/obj/vocabulary_data.o: $(BUILD)/vocabulary_data.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

# the libraries that are loaded later, as the linker would have noted them down
soname = name=$$(echo 'int main(void){return 0;}' | $(CC) -x c - -Wl,--no-as-needed $(2) -o $@.probe && \
    readelf -d $@.probe | sed -n 's/.*(NEEDED).*\[\(lib$(3)\.so[^]]*\)\].*/\1/p') && rm -f $@.probe && \
    { [ -n "$$name" ] || { echo 'cannot link with $(3), please install it: make deps' >&2; exit 1; }; } && \
    echo "\#define ENT_SONAME_$(1) \"$$name\"" >> $@
$(BUILD)/sonames.h: Makefile
	@mkdir -p $(@D)
	@echo '/* made by make: files of libraries that are loaded when they are needed */' > $@
	@$(call soname,IGRAPH,$(shell pkg-config --libs $(LOAD_PKG)),igraph)
	@$(call soname,GLPK,-lglpk,glpk)
	@$(call soname,RSVG,$(shell pkg-config --libs $(DRAW_LOAD_PKG)),rsvg-2)
	@$(call soname,GVC,-L$(GVC_PLUGINS) -l:libgvplugin_neato_layout.so.6 $(shell pkg-config --libs $(GVC_PKG)),gvplugin_neato_layout)
$(BUILD)/obj/view/door.o $(BUILD)/obj/solve/glpk.o $(BUILD)/obj/draw/rsvg.o $(BUILD)/obj/draw/gvc.o: $(BUILD)/sonames.h

$(BUILD)/libentente.a: $(LIB_OBJ)
	$(say) '  ar $@'
	$(Q)rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/libentente.so.$(VERSION): $(LIB_OBJ) src/libentente.map
	$(say) '  ld $@'
	$(Q)$(CC) -shared -Wl,-soname,libentente.so.$(SOVERSION) -Wl,--version-script=src/libentente.map $(LDFLAGS) \
	    $(LIB_OBJ) -o $@ $(PKG_LIBS) -lm
	$(Q)ln -sf $(@F) $(BUILD)/libentente.so.$(SOVERSION)
	$(Q)ln -sf $(@F) $(BUILD)/libentente.so

$(BUILD)/entente: $(CLI_OBJ) $(BUILD)/libentente.a
	$(say) '  ld $@'
	$(Q)$(CC) $(LDFLAGS) $(CLI_OBJ) $(BUILD)/libentente.a -o $@ $(CLI_LIBS) -lm

$(BUILD)/entente-draw: $(DRAW_OBJ) $(DRAW_ROOM_OBJ)
	$(say) '  ld $@'
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ $(DRAW_LIBS) -lm

$(BUILD)/entente.pc: src/entente.pc.in Makefile
	@mkdir -p $(@D)
	$(Q)sed -e 's|@PREFIX@|$(PREFIX)|;s|@LIBDIR@|$(LIBDIR)|;s|@INCLUDEDIR@|$(INCLUDEDIR)|;s|@VERSION@|$(VERSION)|' $< > $@

# ---- jobs around the build ---------------------------------------------------------------------------------------

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT   = $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0

# asks apt only for what is missing, and for fresh package lists only when the known ones do not serve
deps:
	@missing=; for p in $(APT_BUILD) $(APT_TEST); do \
	    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	[ -n "$$missing" ] || exit 0; \
	command -v apt-get >/dev/null || { echo "no apt-get here, please install:$$missing" >&2; exit 1; }; \
	echo "installing$$missing"; log=$$(mktemp); \
	$(APT) install -y --no-install-recommends $$missing >$$log 2>&1 || \
	    { $(APT) update >$$log 2>&1 && $(APT) install -y --no-install-recommends $$missing >$$log 2>&1; } || \
	    { cat $$log >&2; rm -f $$log; exit 1; }; rm -f $$log

# in `make -j2 deps demo` nothing may be compiled before the packages are there
ifneq (,$(filter deps,$(MAKECMDGOALS)))
$(LIB_OBJ) $(CLI_OBJ) $(DRAW_OBJ) $(DRAW_ROOM_OBJ) $(MAKE_VOCABULARY) $(BUILD)/vocabulary_data.c $(BUILD)/sonames.h: | deps
endif

DEMO := graphs/korea-us-2022.json
demo: all
	@run() { printf '\n$$ entente'; for a; do case $$a in *' '*) printf ' "%s"' "$$a";; *) printf ' %s' "$$a";; esac; done; \
	         echo; $(BUILD)/entente "$$@"; }; \
	run info $(DEMO) && run centrality $(DEMO) --top 10 && run paths $(DEMO) Samsung China && \
	run paths $(DEMO) Samsung 'North Korea' && run render $(DEMO) -o korea-us-2022.svg && ls -l korea-us-2022.svg

# what is installed under DATADIR/entente, by folder
SHARE_DIRS := vocabulary schema
HEADERS    := $(wildcard include/entente/*.h)
D           = $(DESTDIR)

install: all
	install -d $(D)$(BINDIR) $(D)$(LIBDIR)/pkgconfig $(D)$(LIBEXECDIR) $(D)$(INCLUDEDIR)/entente \
	    $(D)$(MANDIR)/man1 $(D)$(BASHDIR) $(addprefix $(D)$(DATADIR)/entente/,$(SHARE_DIRS) graphs)
	install -m 755 $(BUILD)/entente $(D)$(BINDIR)
	install -m 755 $(BUILD)/entente-draw $(D)$(LIBEXECDIR)
	install -m 644 $(BUILD)/libentente.a $(D)$(LIBDIR)
	install -m 755 $(BUILD)/libentente.so.$(VERSION) $(D)$(LIBDIR)
	ln -sf libentente.so.$(VERSION) $(D)$(LIBDIR)/libentente.so.$(SOVERSION)
	ln -sf libentente.so.$(SOVERSION) $(D)$(LIBDIR)/libentente.so
	install -m 644 $(HEADERS) $(D)$(INCLUDEDIR)/entente
	sed -e 's|@PREFIX@|$(PREFIX)|;s|@LIBDIR@|$(LIBDIR)|;s|@INCLUDEDIR@|$(INCLUDEDIR)|;s|@VERSION@|$(VERSION)|' \
	    src/entente.pc.in > $(D)$(LIBDIR)/pkgconfig/entente.pc
	for d in $(SHARE_DIRS); do install -m 644 graphs/$$d/*.json $(D)$(DATADIR)/entente/$$d || exit 1; done
	install -m 644 $(wildcard graphs/*.json) $(D)$(DATADIR)/entente/graphs
	$(BUILD)/entente help --man > $(D)$(MANDIR)/man1/entente.1
	for c in $$(sed -n 's/^\.BR entente-\(.*\) (1)$$/\1/p' $(D)$(MANDIR)/man1/entente.1); do \
	    $(BUILD)/entente help --man $$c > $(D)$(MANDIR)/man1/entente-$$c.1 || exit 1; done
	$(BUILD)/entente completion bash > $(D)$(BASHDIR)/entente
	if [ "$$(id -u)" = 0 ] && [ -z "$(D)" ]; then ldconfig; fi

# the folders are ours alone, so they go whole; in shared ones only what install put there
uninstall:
	rm -rf $(D)$(INCLUDEDIR)/entente $(D)$(DATADIR)/entente
	rm -f $(D)$(BINDIR)/entente $(D)$(LIBEXECDIR)/entente-draw $(D)$(LIBDIR)/libentente.a \
	    $(D)$(LIBDIR)/libentente.so $(D)$(LIBDIR)/libentente.so.$(SOVERSION) $(D)$(LIBDIR)/libentente.so.$(VERSION) \
	    $(D)$(LIBDIR)/pkgconfig/entente.pc $(D)$(MANDIR)/man1/entente.1 $(D)$(MANDIR)/man1/entente-*.1 $(D)$(BASHDIR)/entente
	-rmdir $(D)$(LIBEXECDIR)

format:
	clang-format -i $$(git ls-files -co --exclude-standard '*.c' '*.h')

clean:
	rm -rf $(BUILD) build-asan $(BUILD)-fuzz korea-us-2022.svg

ci:
	.ci/run

include tests/tests.mk
