package io.fanlens.local.vision.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** One network with one float input and float outputs. Thread-safe. */
public final class OnnxNetwork implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;

  public OnnxNetwork(byte[] onnx) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // The arena keeps what the largest picture needed, and shapes differ with each picture.
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(onnx, options);
      input = session.getInputNames().iterator().next();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "The weights are not a network that onnxruntime can load (%d bytes): %s"
              .formatted(onnx.length, e.getMessage()),
          e);
    }
  }

  /**
   * The values of the network's first output.
   *
   * @param shape of the input, for example 1 x 3 x 48 x 320
   */
  public float[] run(float[] values, long... shape) {
    return outputs(values, shape).firstEntry().getValue();
  }

  /** The values of each output by its name, in the network's order. */
  public SequencedMap<String, float[]> outputs(float[] values, long... shape) {
    FloatBuffer direct =
        ByteBuffer.allocateDirect(values.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(values)
            .flip();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, direct, shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      SequencedMap<String, float[]> outputs = new LinkedHashMap<>();
      for (Map.Entry<String, OnnxValue> output : result) {
        FloatBuffer read = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[read.remaining()];
        read.get(copy);
        outputs.put(output.getKey(), copy);
      }
      return outputs;
    } catch (OrtException e) {
      throw new IllegalStateException("A network could not run: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("A network could not be closed: " + e.getMessage(), e);
    }
  }
}
