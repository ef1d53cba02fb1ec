/* Loads the Z3 library that lies inside this program, when the first of its functions is called.
 *
 * The archive this file is part of stands in for libz3: `trampolines.S` defines every function of the library and holds
 * its bytes. A program that never calls Z3 pays nothing; one that does needs no library file beside it.
 *
 * There is no caller to report a failure to (most functions of Z3 have no error value), so a failure is one line on the
 * standard error stream and an abort. The build runs `probe.c` through all of this once, so a library that
 * cannot be loaded on the machine that builds is found out there. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MFD_NOEXEC_SEAL /* Linux 6.3: the file is data, never a program to execute */
#define MFD_NOEXEC_SEAL 8U
#endif

#define HIDDEN __attribute__((visibility("hidden")))

/* The library's bytes, from trampolines.S. */
extern HIDDEN const char hornbeam_z3_library[], hornbeam_z3_library_end[];

/* Every function's name, each ended by a zero byte, in the order of the slots. */
#define FUNCTION(index, name) #name "\0"
static const char names[] =
#include "functions.h"
    ;
#undef FUNCTION

#define FUNCTION(index, name) +1
enum { COUNT = 0
#include "functions.h"
};
#undef FUNCTION

/* Where each function is once the library is loaded; null until then. Read by the trampolines. */
HIDDEN void *hornbeam_z3_slots[COUNT];

/* What the trampolines call on a null slot: loads the library if that is still to do; the function's address. */
HIDDEN void *hornbeam_z3_resolve(unsigned index);

static _Noreturn void fail(const char *what, const char *why) {
    fprintf(stderr, "error: cannot load the Z3 library inside this program: %s: %s\n", what, why);
    abort();
}

/* Writes the library to a file descriptor; whether that worked. */
static int write_library(int file) {
    const char *at = hornbeam_z3_library;
    while (at < hornbeam_z3_library_end) {
        ssize_t written = write(file, at, (size_t)(hornbeam_z3_library_end - at));
        if (written <= 0)
            return 0;
        at += written;
    }
    return 1;
}

static void *open_library(const char *path) { return dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE); }

/* From a file that exists only in memory. It stays open: the dynamic linker knows the library by this path, and the
 * number must not come to name another file. */
static void *open_from_memory(void) {
    char path[64];
    int file = memfd_create("libz3.so", MFD_CLOEXEC | MFD_NOEXEC_SEAL);
    if (file < 0)
        file = memfd_create("libz3.so", MFD_CLOEXEC);
    if (file < 0)
        return NULL;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    void *library = write_library(file) ? open_library(path) : NULL;
    if (!library)
        close(file);
    return library;
}

/* From a file of our own in a folder for temporary files, gone again as soon as it is mapped. */
static void *open_from_disk(const char *folder) {
    char path[4096];
    if (!folder || snprintf(path, sizeof path, "%s/libz3-XXXXXX", folder) >= (int)sizeof path)
        return NULL;
    int file = mkostemp(path, O_CLOEXEC);
    if (file < 0)
        return NULL;
    int complete = write_library(file);
    close(file);
    void *library = complete ? open_library(path) : NULL;
    unlink(path);
    return library;
}

static void load(void) {
    void *library = open_from_memory();
    if (!library)
        library = open_from_disk(secure_getenv("TMPDIR"));
    if (!library)
        library = open_from_disk("/tmp");
    if (!library) {
        const char *why = dlerror();
        fail("dlopen", why ? why : strerror(errno));
    }
    const char *name = names;
    for (unsigned index = 0; index < COUNT; index++, name += strlen(name) + 1) {
        void *address = dlsym(library, name);
        if (!address)
            fail(name, "not defined");
        __atomic_store_n(&hornbeam_z3_slots[index], address, __ATOMIC_RELEASE);
    }
}

void *hornbeam_z3_resolve(unsigned index) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return hornbeam_z3_slots[index];
}
