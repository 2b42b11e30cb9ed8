package io.fanlens.local.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.stack.StackFunction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The part of AWS Lambda's API that returns a configuration: GetFunctionConfiguration. */
final class GetFunctionConfiguration extends Handler.Abstract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions/([^/]+)/configuration");

  private volatile List<StackFunction> functions = List.of();

  /** Sets the functions, with their effective environment. */
  void set(List<StackFunction> effective) {
    functions = List.copyOf(effective);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Matcher path = PATH.matcher(request.getHttpURI().getDecodedPath());
    if (!request.getMethod().equals("GET") || !path.matches()) {
      error(
          response,
          callback,
          501,
          "ServiceException",
          "The local cloud supports only GetFunctionConfiguration of Lambda.");
      return true;
    }
    functions.stream()
        .filter(function -> function.name().equals(path.group(1)))
        .findFirst()
        .ifPresentOrElse(
            function -> send(response, callback, 200, configuration(function)),
            () ->
                error(
                    response,
                    callback,
                    404,
                    "ResourceNotFoundException",
                    "Function not found: " + path.group(1)));
    return true;
  }

  private static ObjectNode configuration(StackFunction function) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("FunctionName", function.name());
    answer.put("Handler", function.handler());
    answer.put("MemorySize", function.memoryMb());
    answer.put("Timeout", function.timeout().toSeconds());
    answer.put("State", "Active");
    ObjectNode variables = answer.putObject("Environment").putObject("Variables");
    function.environment().forEach(variables::put);
    return answer;
  }

  private static void error(
      Response response, Callback callback, int status, String type, String sentence) {
    response.getHeaders().put("x-amzn-ErrorType", type);
    send(response, callback, status, JSON.createObjectNode().put("Message", sentence));
  }

  private static void send(Response response, Callback callback, int status, ObjectNode body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, body.toString(), callback);
  }
}
