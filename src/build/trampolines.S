/* A stand-in for each function of libz3, and the bytes of the library they lead to.
 *
 * A trampoline jumps to the address in its slot. While the slot is still null it goes through `first_call`, which
 * keeps every register that can carry an argument, has `loader.c` fill the slots, and jumps on: the function sees the
 * registers and the stack as its caller left them. The slots are zeroes: nothing is relocated when a program starts.
 *
 * The build script writes `functions.h` and `libz3.so` into the folder that this is assembled in. */

#if defined(__x86_64__)

        .macro  trampoline index, name
        .globl  \name
        .hidden \name
        .type   \name, @function
        .p2align 4
\name:  .cfi_startproc
        movq    hornbeam_z3_slots+8*\index(%rip), %r11
        testq   %r11, %r11
        jz      0f
        jmpq    *%r11
0:      movl    $\index, %r11d
        jmp     first_call
        .cfi_endproc
        .size   \name, . - \name
        .endm

        .text
        .type   first_call, @function
        .p2align 4
first_call:                             /* the slot's index is in r11d; rsp is 8 off a multiple of 16 */
        .cfi_startproc
        pushq   %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        movq    %rsp, %rbp
        .cfi_def_cfa_register %rbp
        subq    $192, %rsp
        movaps  %xmm0, (%rsp)
        movaps  %xmm1, 16(%rsp)
        movaps  %xmm2, 32(%rsp)
        movaps  %xmm3, 48(%rsp)
        movaps  %xmm4, 64(%rsp)
        movaps  %xmm5, 80(%rsp)
        movaps  %xmm6, 96(%rsp)
        movaps  %xmm7, 112(%rsp)
        movq    %rdi, 128(%rsp)
        movq    %rsi, 136(%rsp)
        movq    %rdx, 144(%rsp)
        movq    %rcx, 152(%rsp)
        movq    %r8, 160(%rsp)
        movq    %r9, 168(%rsp)
        movq    %rax, 176(%rsp)
        movl    %r11d, %edi
        call    hornbeam_z3_resolve
        movq    %rax, %r11
        movaps  (%rsp), %xmm0
        movaps  16(%rsp), %xmm1
        movaps  32(%rsp), %xmm2
        movaps  48(%rsp), %xmm3
        movaps  64(%rsp), %xmm4
        movaps  80(%rsp), %xmm5
        movaps  96(%rsp), %xmm6
        movaps  112(%rsp), %xmm7
        movq    128(%rsp), %rdi
        movq    136(%rsp), %rsi
        movq    144(%rsp), %rdx
        movq    152(%rsp), %rcx
        movq    160(%rsp), %r8
        movq    168(%rsp), %r9
        movq    176(%rsp), %rax
        leave
        .cfi_def_cfa %rsp, 8
        jmpq    *%r11
        .cfi_endproc
        .size   first_call, . - first_call

#elif defined(__aarch64__)

        .macro  trampoline index, name
        .globl  \name
        .hidden \name
        .type   \name, @function
        .p2align 4
\name:  .cfi_startproc
        adrp    x16, hornbeam_z3_slots+8*\index
        add     x16, x16, :lo12:hornbeam_z3_slots+8*\index
        ldar    x16, [x16]              /* acquire: the library's data are there if its address is */
        cbz     x16, 0f
        br      x16
0:      mov     w17, #\index
        b       first_call
        .cfi_endproc
        .size   \name, . - \name
        .endm

        .text
        .type   first_call, @function
        .p2align 4
first_call:                             /* the slot's index is in w17 */
        .cfi_startproc
        stp     x29, x30, [sp, #-224]!
        .cfi_def_cfa_offset 224
        .cfi_offset x29, -224
        .cfi_offset x30, -216
        mov     x29, sp
        stp     x0, x1, [sp, #16]
        stp     x2, x3, [sp, #32]
        stp     x4, x5, [sp, #48]
        stp     x6, x7, [sp, #64]
        str     x8, [sp, #80]
        stp     q0, q1, [sp, #96]
        stp     q2, q3, [sp, #128]
        stp     q4, q5, [sp, #160]
        stp     q6, q7, [sp, #192]
        mov     w0, w17
        bl      hornbeam_z3_resolve
        mov     x16, x0
        ldp     x0, x1, [sp, #16]
        ldp     x2, x3, [sp, #32]
        ldp     x4, x5, [sp, #48]
        ldp     x6, x7, [sp, #64]
        ldr     x8, [sp, #80]
        ldp     q0, q1, [sp, #96]
        ldp     q2, q3, [sp, #128]
        ldp     q4, q5, [sp, #160]
        ldp     q6, q7, [sp, #192]
        ldp     x29, x30, [sp], #224
        .cfi_restore x29
        .cfi_restore x30
        .cfi_def_cfa_offset 0
        br      x16
        .cfi_endproc
        .size   first_call, . - first_call

#else
#error "no trampolines for this processor"
#endif

        .hidden hornbeam_z3_slots
        .hidden hornbeam_z3_resolve

#define FUNCTION(index, name) trampoline index, name
#include "functions.h"

        .section .rodata.hornbeam_z3_library, "a", @progbits
        .globl  hornbeam_z3_library, hornbeam_z3_library_end
        .hidden hornbeam_z3_library, hornbeam_z3_library_end
        .type   hornbeam_z3_library, @object
        .p2align 12
hornbeam_z3_library:
        .incbin "libz3.so"
hornbeam_z3_library_end:
        .size   hornbeam_z3_library, . - hornbeam_z3_library

        .section .note.GNU-stack, "", @progbits
