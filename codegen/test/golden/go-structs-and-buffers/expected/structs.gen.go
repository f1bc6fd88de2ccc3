// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

package demo

/*
#include "demo_go.h"
*/
import "C"

import "unsafe"

// Point is a point.
//
// Since 1.0.
type Point struct {
	// To the right.
	X float64
	// Up.
	Y float64
}

// Point has the layout that it has in C.
var (
	_ = [1]struct{}{}[unsafe.Sizeof(Point{})-16]
	_ = [1]struct{}{}[C.sizeof_demo_point_t-16]
	_ = [1]struct{}{}[unsafe.Offsetof(Point{}.X)-0]
	_ = [1]struct{}{}[unsafe.Offsetof(Point{}.Y)-8]
)

// Shape is a shape.
//
// Since 1.0.
type Shape struct {
	// Where it is.
	Center Point
	// How large.
	Radii [2]float64
	// Short name.
	Key string
	// A word that Go has, too.
	Func uint32
}

func shapeFromC(c *C.demo_shape_t) Shape {
	var value Shape
	value.Center = *(*Point)(unsafe.Pointer(&c.center))
	value.Radii = *(*[2]float64)(unsafe.Pointer(&c.radii))
	value.Key = C.GoString(&c.key[0])
	value.Func = uint32(c._func)
	return value
}

func shapeToC(value *Shape, c *C.demo_shape_t) {
	c.center = *(*C.demo_point_t)(unsafe.Pointer(&value.Center))
	*(*[2]float64)(unsafe.Pointer(&c.radii)) = value.Radii
	copyString(unsafe.Slice((*byte)(unsafe.Pointer(&c.key[0])), len(c.key)), value.Key)
	c._func = C.uint32_t(value.Func)
}

// Info is what is known of all shapes.
//
// Since 1.0.
type Info struct {
	// How many there are.
	Count uint32
	// The first one.
	First Shape
}

func infoFromC(c *C.demo_info_t) Info {
	var value Info
	value.Count = uint32(c.count)
	value.First = shapeFromC(&c.first)
	return value
}
