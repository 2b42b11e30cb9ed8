/** Networks in the ONNX format, run by onnxruntime on one thread a call. */
package io.fanlens.local.vision.onnx;
