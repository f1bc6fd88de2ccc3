// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
/**
 * How many there are.
 *
 * Since 1.0.
 */
export const COUNT = 12;
/**
 * Where they begin.
 *
 * Since 1.0.
 */
export const START = 0xfeff_0000;
/**
 * More than any number of JavaScript holds exactly.
 *
 * Since 1.0.
 */
export const NONE = 0xffff_ffff_ffff_ffffn;
