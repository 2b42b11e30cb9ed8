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
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One network with one float input and float outputs, loaded by its first run. Thread-safe; runs
 * share its weights and each takes one thread.
 *
 * <p>Call it from platform threads: native calls would pin the carrier of a virtual one.
 */
public final class OnnxNetwork implements AutoCloseable {

  private final String name;
  private final Supplier<byte[]> onnx;

  /** A session must not be closed while it runs. */
  private final ReadWriteLock running = new ReentrantReadWriteLock();

  private OrtSession session;
  private boolean closed;

  /**
   * A network that is not loaded yet.
   *
   * @param name for messages
   * @param onnx is asked once, when the network is needed
   */
  public OnnxNetwork(String name, Supplier<byte[]> onnx) {
    this.name = name;
    this.onnx = onnx;
  }

  public String name() {
    return name;
  }

  /** Whether it takes memory. */
  public synchronized boolean isLoaded() {
    return session != null;
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
    running.readLock().lock();
    try {
      return outputs(loaded(), direct(values), shape);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "The network '%s' could not run: %s".formatted(name, e.getMessage()), e);
    } finally {
      running.readLock().unlock();
    }
  }

  private static SequencedMap<String, float[]> outputs(
      OrtSession session, FloatBuffer values, long[] shape) throws OrtException {
    SequencedMap<String, float[]> outputs = new LinkedHashMap<>();
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        FloatBuffer read = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[read.remaining()];
        read.get(copy);
        outputs.put(output.getKey(), copy);
      }
    }
    return outputs;
  }

  private static FloatBuffer direct(float[] values) {
    return ByteBuffer.allocateDirect(values.length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(values)
        .flip();
  }

  private synchronized OrtSession loaded() {
    if (closed) {
      throw new IllegalStateException("The network '%s' is closed.".formatted(name));
    }
    if (session == null) {
      session = session(onnx.get());
    }
    return session;
  }

  private OrtSession session(byte[] bytes) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // The arena keeps what the largest picture needed, and shapes differ with each picture.
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      return OrtEnvironment.getEnvironment().createSession(bytes, options);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "The weights of '%s' are not a network that onnxruntime can load (%d bytes): %s"
              .formatted(name, bytes.length, e.getMessage()),
          e);
    }
  }

  /** Waits for runs in progress and frees the native memory. */
  @Override
  public void close() {
    running.writeLock().lock();
    try {
      unload();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "The network '%s' could not be closed: %s".formatted(name, e.getMessage()), e);
    } finally {
      running.writeLock().unlock();
    }
  }

  private synchronized void unload() throws OrtException {
    closed = true;
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
