// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import type { Clock } from './clock.js';

/**
 * Hears a clock tick.
 *
 * Since 1.0.
 */
export type Tick = (clock: Clock, time: bigint, place: string | null) => boolean;
/**
 * Hears a clock strike.
 *
 * Since 1.0.
 */
export type Strike = (hour: number) => void;
