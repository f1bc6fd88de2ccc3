//! peer-polkavm ROUNDS kernels NAME:N:RESULT:FILE..., or ROUNDS compiling FILE...
//!
//! Runs the bench's standard programs on PolkaVM with exact results, and prints as bench/native does. Its in-process
//! sandbox takes part; gas is its naive model, one per instruction, charged by block.
use polkavm::{
    BackendKind, CacheModel, Config, CostModel, CostModelKind, Engine, GasMeteringKind, InterruptKind, Module, ModuleConfig,
    ProgramBlob, ProgramCounter, ProgramParts, RawInstance, Reg, SandboxKind,
};
use polkavm::program::InstructionSetKind;
use std::error::Error;
use std::time::Instant;

/// The one that has the numbers of Gray Paper 0.7.2.
const SET: InstructionSetKind = InstructionSetKind::ReviveV1;
const HALT: u64 = 0xffff_0000;
const PAGE: usize = 4096;
/// More than any kernel uses.
const GAS: i64 = 1 << 40;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [rounds, what, arguments @ ..] = &words[..] else {
        return Err("usage: peer-polkavm ROUNDS kernels|compiling ARGUMENT...".into());
    };
    let rounds: usize = rounds.parse()?;
    match what.as_str() {
        "kernels" => arguments.iter().try_for_each(|kernel| measure_kernel(kernel, rounds)),
        "compiling" => arguments.iter().try_for_each(|file| measure_compiling(file, rounds)),
        _ => Err(format!("{what}: nothing of that name is measured").into()),
    }
}

fn engine(backend: BackendKind) -> Result<Engine, Box<dyn Error>> {
    let mut config = Config::new();
    config.set_backend(Some(backend));
    config.set_allow_experimental(true);
    config.set_sandboxing_enabled(false);
    config.set_worker_count(0);
    if backend == BackendKind::Compiler {
        config.set_sandbox(Some(SandboxKind::Generic));
    }
    Ok(Engine::new(&config)?)
}

fn settings(cost: CostModelKind) -> ModuleConfig {
    let mut config = ModuleConfig::new();
    config.set_aux_data_size(1 << 24);
    config.set_gas_metering(Some(GasMeteringKind::Sync));
    config.set_cost_model(Some(cost));
    config
}

fn naive() -> CostModelKind {
    CostModelKind::Simple(CostModel::naive_ref())
}

fn measure_kernel(text: &str, rounds: usize) -> Result<(), Box<dyn Error>> {
    let fields: Vec<&str> = text.split(':').collect();
    let [name, n, result, file] = fields[..] else {
        return Err("a kernel is NAME:N:RESULT:FILE".into());
    };
    let (n, result): (u64, u32) = (n.parse()?, result.parse()?);
    let blob = standard_program(&std::fs::read(file)?)?;
    for (backend, label, rounds) in [
        (BackendKind::Compiler, "polkavm-compiler", rounds),
        // It takes long, and its times hardly vary.
        (BackendKind::Interpreter, "polkavm-interpreter", 1),
    ] {
        let module = Module::from_blob(&engine(backend)?, &settings(naive()), blob.clone())?;
        for _ in 0..rounds {
            let mut vm = module.instantiate()?;
            vm.set_reg(Reg::RA, HALT);
            vm.set_reg(Reg::SP, module.default_sp());
            vm.set_reg(Reg::A0, n);
            vm.set_gas(GAS);
            vm.set_next_program_counter(ProgramCounter(0));
            let begin = Instant::now();
            run(&mut vm)?;
            let took = begin.elapsed();
            if vm.reg(Reg::A0) as u32 != result {
                return Err(format!("{name}, {label}: gave {}, not {result}", vm.reg(Reg::A0) as u32).into());
            }
            report(name, label, took.as_nanos() as f64);
            report(name, &format!("{label} gas"), (GAS - vm.gas()) as f64);
        }
    }
    Ok(())
}

/// To the end, with an answer to each host call.
fn run(vm: &mut RawInstance) -> Result<(), Box<dyn Error>> {
    let mut octets = [0; 32];
    loop {
        match vm.run()? {
            InterruptKind::Finished => return Ok(()),
            InterruptKind::Ecalli(1) => {
                vm.read_memory_into(vm.reg(Reg::A0) as u32, &mut octets[..])?;
                let sum: u64 = octets.iter().map(|&octet| u64::from(octet)).sum();
                vm.set_reg(Reg::A0, vm.reg(Reg::A1).wrapping_add(sum));
            }
            other => return Err(format!("ended with {other:?} at {:?}", vm.program_counter()).into()),
        }
    }
}

fn measure_compiling(file: &str, rounds: usize) -> Result<(), Box<dyn Error>> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let octets = std::fs::read(file)?;
    let engine = engine(BackendKind::Compiler)?;
    for _ in 0..rounds {
        for (label, cost) in [("instruction", naive()), ("block", CostModelKind::Full(CacheModel::L2Hit))] {
            let mut parts = ProgramParts::empty(SET);
            parts.code_and_jump_table = octets.clone().into();
            let config = settings(cost);
            let begin = Instant::now();
            let module = Module::from_blob(&engine, &config, ProgramBlob::from_parts(parts)?)?;
            report(name, &format!("{label} polkavm"), begin.elapsed().as_nanos() as f64);
            let native = module.machine_code().map_or(0, <[u8]>::len);
            report(name, &format!("{label} polkavm native"), native as f64);
        }
    }
    Ok(())
}

/// E3(|o|) E3(|w|) E2(z) E3(s) o w E4(|c|) c
fn standard_program(octets: &[u8]) -> Result<ProgramBlob, Box<dyn Error>> {
    let number = |at: usize, len: usize| octets[at..at + len].iter().rev().fold(0, |all, &octet| all << 8 | usize::from(octet));
    let (read_only, read_write, heap_pages, stack) = (number(0, 3), number(3, 3), number(6, 2), number(8, 3));
    let (data, code) = (11 + read_only, 11 + read_only + read_write + 4);
    let mut parts = ProgramParts::empty(SET);
    parts.ro_data = octets[11..data].into();
    parts.ro_data_size = read_only as u32;
    parts.rw_data = octets[data..code - 4].into();
    parts.rw_data_size = ((read_write.div_ceil(PAGE) + heap_pages) * PAGE) as u32;
    parts.stack_size = stack as u32;
    parts.code_and_jump_table = octets[code..].into();
    Ok(ProgramBlob::from_parts(parts)?)
}

fn report(name: &str, of: &str, value: f64) {
    println!("{{\"name\":\"{name} {of}\",\"value\":{value}}}");
}
