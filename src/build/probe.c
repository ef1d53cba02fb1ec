/* Asks a freshly built archive for the version of the Z3 library in it. Run by the build script. */

#include <stdio.h>

void Z3_get_version(unsigned *major, unsigned *minor, unsigned *build, unsigned *revision);

int main(void) {
    unsigned major = 0, minor = 0, build = 0, revision = 0;
    Z3_get_version(&major, &minor, &build, &revision);
    return printf("%u.%u.%u.%u\n", major, minor, build, revision) < 0;
}
