package io.fanlens.local.lambda.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A handler's method, called with what it declares: streams as they are, the context, or an object
 * that is read from the event, by the same JSON library as in AWS Lambda.
 */
final class PlainHandler {

  private final Object instance;
  private final Method method;
  private final ClassLoader function;

  private PlainHandler(Object instance, Method method, ClassLoader function) {
    this.instance = instance;
    this.method = method;
    this.function = function;
  }

  /**
   * Makes the handler.
   *
   * @param name {@code package.Class::method}, or {@code package.Class} with a {@code
   *     handleRequest}
   */
  static PlainHandler of(String name, ClassLoader function) throws Throwable {
    String[] parts = name.split("::", 2);
    String methodName = parts.length == 2 ? parts[1] : "handleRequest";
    Class<?> type = function.loadClass(parts[0]);
    Method method =
        Arrays.stream(type.getMethods())
            .filter(each -> each.getName().equals(methodName) && !each.isBridge())
            .max(Comparator.comparingInt(Method::getParameterCount))
            .orElseThrow(() -> new NoSuchMethodException(name));
    try {
      return new PlainHandler(type.getConstructor().newInstance(), method, function);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The answer as it goes to the Runtime API; nothing of a method that answers nothing. */
  byte[] call(PlainInvocation invocation) throws Throwable {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Type[] types = method.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      InputStream event = new ByteArrayInputStream(invocation.event());
      if (types[i] == InputStream.class) {
        arguments[i] = event;
      } else if (types[i] == OutputStream.class) {
        arguments[i] = out;
      } else if (types[i] == Context.class) {
        arguments[i] = new PlainContext(invocation);
      } else {
        arguments[i] = json(types[i]).fromJson(event);
      }
    }
    try {
      Object answer = method.invoke(instance, arguments);
      if (method.getReturnType() != void.class) {
        json(method.getGenericReturnType()).toJson(answer, out);
      }
      return out.toByteArray();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Amazon's events have names that their classes do not tell, such as eventSourceARN. */
  @SuppressWarnings("unchecked")
  private PojoSerializer<Object> json(Type type) {
    return type instanceof Class<?> known
            && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
        ? LambdaEventSerializers.serializerFor((Class<Object>) known, function)
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
