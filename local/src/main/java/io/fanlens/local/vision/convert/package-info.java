/** Turns weights that npm packages keep in other formats into networks in the ONNX format. */
package io.fanlens.local.vision.convert;
