// Code generated from demo.h by pvm-codegen. DO NOT EDIT.
import {
  checkArray,
  checkBigint,
  checkBoolean,
  checkFields,
  checkInteger,
  checkLength,
  checkList,
  checkNumber,
  checkText,
  lengthOf,
  takeList,
} from './checks.js';
import { putText, readText, type Views, viewsOf } from './native.js';
import type { Complete, Info, Options, Point, Shape } from './structs.js';

/** A checked copy of what a user gives. */
export function takePoint(operation: string, name: string, value: Point): Point {
  checkFields(operation, name, value, ['x', 'y']);
  const taken = {
    x: value.x,
    y: value.y,
  };
  checkNumber(operation, `${name}.x`, taken.x);
  checkNumber(operation, `${name}.y`, taken.y);
  return taken;
}

export function putPoint(views: Views, at: number, value: Point): void {
  views.f32[at >> 2] = value.x;
  views.f32[(at >> 2) + 1] = value.y;
}

export function readPoint(views: Views, at: number): Point {
  return Object.freeze({
    x: views.f32[at >> 2] ?? 0,
    y: views.f32[(at >> 2) + 1] ?? 0,
  });
}

/** A checked copy of what a user gives. */
export function takeShape(operation: string, name: string, value: Shape): Shape {
  checkFields(operation, name, value, ['id', 'corners', 'depth', 'isFilled', 'key', 'name']);
  const taken = {
    id: value.id,
    corners: takeList(operation, `${name}.corners`, value.corners, takePoint),
    depth: value.depth,
    isFilled: value.isFilled,
    key: value.key,
    name: value.name,
  };
  checkBigint(operation, `${name}.id`, taken.id, 0n, 0xffff_ffff_ffff_ffffn);
  checkList(operation, `${name}.corners`, taken.corners);
  checkLength(operation, `${name}.corners`, taken.corners.length, 3, 3);
  checkInteger(operation, `${name}.depth`, taken.depth, -100, 100);
  checkBoolean(operation, `${name}.isFilled`, taken.isFilled);
  checkArray(operation, `${name}.key`, taken.key, Uint8Array);
  checkLength(operation, `${name}.key`, lengthOf(taken.key), 4, 4);
  checkText(operation, `${name}.name`, taken.name, 11);
  return taken;
}

export function putShape(views: Views, at: number, value: Shape): void {
  views.u64[at >> 3] = value.id;
  value.corners.forEach((item, index) => putPoint(views, at + 8 + index * 8, item));
  views.i16[(at >> 1) + 16] = value.depth;
  views.u8[at + 34] = value.isFilled ? 1 : 0;
  views.u8.set(value.key, at + 35);
  putText(views, at + 39, value.name, 12);
}

export function readShape(views: Views, at: number): Shape {
  return Object.freeze({
    id: views.u64[at >> 3] ?? 0n,
    corners: Array.from({ length: 3 }, (_, index) => readPoint(views, at + 8 + index * 8)),
    depth: views.i16[(at >> 1) + 16] ?? 0,
    isFilled: (views.u8[at + 34] ?? 0) !== 0,
    key: views.u8.slice(at + 35, at + 39),
    name: readText(views, at + 39, 12),
  });
}

/** Checked copies, one behind the other as C has them. */
export function packShape(operation: string, name: string, values: readonly Shape[]): Uint8Array {
  const taken = takeList(operation, name, values, takeShape);
  const views = viewsOf(new ArrayBuffer(taken.length * 56));
  taken.forEach((value, index) => putShape(views, index * 56, value));
  return views.u8;
}

/** A checked copy of what a user gives. */
export function takeOptions(operation: string, name: string, value: Options): Complete<Options> {
  checkFields(operation, name, value, ['limit', 'origin', 'weights', 'title']);
  const taken = {
    limit: value.limit ?? 0,
    origin: takePoint(operation, `${name}.origin`, value.origin ?? { x: 0, y: 0 }),
    weights: value.weights ?? new Float64Array(2),
    title: value.title ?? '',
  };
  checkInteger(operation, `${name}.limit`, taken.limit, 0, 0xffff_ffff);
  checkArray(operation, `${name}.weights`, taken.weights, Float64Array);
  checkLength(operation, `${name}.weights`, lengthOf(taken.weights), 2, 2);
  checkText(operation, `${name}.title`, taken.title, 7);
  return taken;
}

export function putOptions(views: Views, at: number, value: Complete<Options>): void {
  views.u32[at >> 2] = 40;
  views.u32[(at >> 2) + 1] = value.limit;
  putPoint(views, at + 8, value.origin);
  views.f64.set(value.weights, (at >> 3) + 2);
  putText(views, at + 32, value.title, 8);
}

export function readInfo(views: Views, at: number): Info {
  return Object.freeze({
    count: views.u32[(at >> 2) + 1] ?? 0,
  });
}
