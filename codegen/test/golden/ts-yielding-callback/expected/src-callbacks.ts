// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import type { Answer } from './enums.js';
import type { Machine } from './machine.js';

/**
 * Answers a question.
 *
 * Since 1.0.
 *
 * It may return a promise, but then only the `…Async` methods can run it.
 */
export type Oracle = (machine: Machine, question: number) => Answer | Promise<Answer>;
