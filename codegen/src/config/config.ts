/** What `codegen.config.json` says, and the text of the files it names. All paths are relative to the folder of that file. */
export interface Config {
  /** The header that everything is generated from. */
  readonly header: string;
  /** The class that stands for one loaded library: `Engine`. */
  readonly library: string;
  /** Words that Go writes in capitals, on top of the built-in list. */
  readonly initialisms?: readonly string[];
  /** A target that is absent is not generated. */
  readonly targets: Targets;
  /** Libraries that are linked into the bindings; the first is the default one. None: all are loaded at run time. */
  readonly builtins: readonly Builtin[];
  /** The header as it stands, for packages that carry a copy. Read by `loadConfig`. */
  readonly headerText: string;
}

/** The file itself: without what is read from elsewhere. */
export type ConfigFile = Omit<Config, 'headerText' | 'builtins'> & {
  readonly builtins: readonly Omit<Builtin, 'files'>[];
};

export interface Targets {
  readonly ts?: TsTarget;
  readonly napi?: NapiTarget;
  readonly go?: GoTarget;
  readonly c?: FolderTarget;
  readonly docs?: FolderTarget;
  readonly swig?: FolderTarget;
  readonly abi?: FolderTarget;
  readonly rules?: FolderTarget;
}

/** The folder that the target's files go to. */
export interface FolderTarget {
  readonly out: string;
}

export interface TsTarget extends FolderTarget {
  /** The npm package that users import: `@pvm-ffi/core`. */
  readonly package: string;
}

export interface NapiTarget extends FolderTarget {
  /** File name of the compiled addon, without `.node`. */
  readonly addon: string;
}

export interface GoTarget extends FolderTarget {
  /** The `package` clause: `pvm`. */
  readonly package: string;
  /** The module's path, as in `go.mod`. */
  readonly module: string;
}

export interface Builtin {
  /** What users call it: `interpreter`. */
  readonly name: string;
  /** Stands in place of the library's own prefix, so that several fit in one process: `pvm_interpreter_`. */
  readonly prefix: string;
  /** The library's C files, for packages that compile it themselves: paths, whose last part may have stars. */
  readonly sources: readonly string[];
  /** The shared library as it is built, for `abi check`. */
  readonly library?: string;
  /** What `sources` names, in order of their paths. Read by `loadConfig`. */
  readonly files: readonly SourceFile[];
}

export interface SourceFile {
  /** Relative to the configuration file, with `/`. */
  readonly path: string;
  readonly text: string;
}
