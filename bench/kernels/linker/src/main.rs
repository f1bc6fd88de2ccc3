//! kernel-linker IN.elf OUT.pvm: a RISC-V kernel as a standard program (Gray Paper 0.7.2) whose entry at 0 is `run`.
use polkavm_common::program::{Opcode, ProgramBlob, ProgramParts};
use polkavm_linker::{program_from_elf, Config, TargetInstructionSet};
use std::error::Error;

const PAGE: usize = 4096;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(elf), Some(out)) = (paths.next(), paths.next()) else {
        return Err("usage: kernel-linker IN.elf OUT.pvm".into());
    };
    let mut config = Config::default();
    config.set_strip(true);
    config.set_dispatch_table(vec![b"run".to_vec()]);
    // Of the linker's sets the one that has all numbers of 0.7.2, and neither memset nor unlikely.
    let linked = program_from_elf(config, TargetInstructionSet::ReviveV1, &std::fs::read(elf)?)?;
    let parts = ProgramParts::from_bytes(linked.into())?;
    refuse_newer_opcodes(parts.clone())?;
    std::fs::write(out, standard_program(&parts)?)?;
    Ok(())
}

fn refuse_newer_opcodes(parts: ProgramParts) -> Result<(), Box<dyn Error>> {
    let blob = ProgramBlob::from_parts(parts)?;
    for instruction in blob.instructions() {
        let opcode = instruction.kind.opcode();
        if matches!(opcode, Opcode::memset | Opcode::unlikely) {
            return Err(format!("{} at {} is not in Gray Paper 0.7.2", opcode.name(), instruction.offset.0).into());
        }
    }
    Ok(())
}

/// E3(|o|) E3(|w|) E2(z) E3(s) o w E4(|c|) c
fn standard_program(parts: &ProgramParts) -> Result<Vec<u8>, Box<dyn Error>> {
    let read_only = padded(&parts.ro_data, parts.ro_data_size as usize);
    let read_write = &parts.rw_data;
    let heap_pages = (parts.rw_data_size as usize).div_ceil(PAGE) - read_write.len().div_ceil(PAGE);
    let code = &parts.code_and_jump_table;
    let mut out = Vec::new();
    out.extend(&le(read_only.len(), 3)?);
    out.extend(&le(read_write.len(), 3)?);
    out.extend(&le(heap_pages, 2)?);
    out.extend(&le(parts.stack_size as usize, 3)?);
    out.extend(&read_only);
    out.extend(&read_write[..]);
    out.extend(&le(code.len(), 4)?);
    out.extend(&code[..]);
    Ok(out)
}

/// Only what pages do not make zero by themselves is in a program; where read-write data begins depends on the length.
fn padded(octets: &[u8], size: usize) -> Vec<u8> {
    const SEGMENT: usize = 65536;
    let mut all = octets.to_vec();
    if size.div_ceil(SEGMENT) != octets.len().div_ceil(SEGMENT) {
        all.resize(size, 0);
    }
    all
}

fn le(value: usize, octets: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = value.to_le_bytes();
    if bytes[octets..].iter().any(|&octet| octet != 0) {
        return Err(format!("{value} does not fit into {octets} octets").into());
    }
    Ok(bytes[..octets].to_vec())
}
