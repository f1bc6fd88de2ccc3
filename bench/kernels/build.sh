#!/bin/sh
# Builds the .pvm files from src/: needs clang-19, ld.lld-19 and cargo. The bench itself needs only the results.
set -eu
cd "$(dirname "$0")"
scratch=${KERNEL_SCRATCH:-$(mktemp -d)}
CARGO_TARGET_DIR=$scratch/linker cargo build --quiet --release --manifest-path linker/Cargo.toml
target='--target=riscv64-unknown-none-elf -march=rv64emac_zbb -mabi=lp64e'
clang-19 $target -c src/pvm.s -o "$scratch/pvm.o"
for source in src/*.c; do
    name=$(basename "$source" .c)
    clang-19 $target -O2 -fPIC -ffreestanding -fno-builtin -ffunction-sections -fdata-sections -mno-relax -Wall -Wextra -Werror \
        -c "$source" -o "$scratch/$name.o"
    ld.lld-19 --emit-relocs --no-relax --gc-sections -e run --undefined=run_metadata --undefined=ping_metadata \
        "$scratch/$name.o" "$scratch/pvm.o" -T src/kernel.ld -o "$scratch/$name.elf"
    "$scratch/linker/release/kernel-linker" "$scratch/$name.elf" "$name.pvm"
    echo "$name.pvm: $(wc -c <"$name.pvm") octets"
done
