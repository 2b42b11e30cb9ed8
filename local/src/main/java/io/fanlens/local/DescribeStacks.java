package io.fanlens.local;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * As much of AWS CloudFormation as tells what a stack's outputs are: {@code DescribeStacks}, in
 * AWS's Query protocol (a form in, XML out).
 */
final class DescribeStacks extends Handler.Abstract {

  private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
  private static final String REQUEST_ID = "00000000-0000-0000-0000-000000000000";

  /** The one stack of a local cloud. */
  record Described(String name, String id, Instant madeAt, Map<String, String> outputs) {}

  private volatile Described stack;

  /** From now on the stack is there. */
  void made(Described made) {
    stack = made;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Map<String, String> form = form(Content.Source.asString(request, StandardCharsets.UTF_8));
    String action = form.getOrDefault("Action", "");
    Described described = stack;
    String wanted = form.get("StackName");
    if (!action.equals("DescribeStacks")) {
      answer(
          response,
          callback,
          400,
          error(
              "InvalidAction",
              "The local cloud answers DescribeStacks of CloudFormation, not '%s'."
                  .formatted(action)));
    } else if (described == null
        || !(wanted == null || wanted.equals(described.name()) || wanted.equals(described.id()))) {
      answer(
          response,
          callback,
          400,
          error("ValidationError", "Stack with id %s does not exist".formatted(wanted)));
    } else {
      answer(response, callback, 200, describe(described));
    }
    return true;
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static String describe(Described stack) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    xml.writeStartElement("DescribeStacksResponse");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeStartElement("DescribeStacksResult");
    xml.writeStartElement("Stacks");
    xml.writeStartElement("member");
    element(xml, "StackId", stack.id());
    element(xml, "StackName", stack.name());
    element(xml, "CreationTime", stack.madeAt().truncatedTo(ChronoUnit.MILLIS).toString());
    element(xml, "StackStatus", "CREATE_COMPLETE");
    xml.writeStartElement("Outputs");
    for (Map.Entry<String, String> output : new TreeMap<>(stack.outputs()).entrySet()) {
      xml.writeStartElement("member");
      element(xml, "OutputKey", output.getKey());
      element(xml, "OutputValue", output.getValue());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("ResponseMetadata");
    element(xml, "RequestId", REQUEST_ID);
    xml.writeEndDocument();
    return text.toString();
  }

  private static String error(String code, String message) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    xml.writeStartElement("ErrorResponse");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeStartElement("Error");
    element(xml, "Type", "Sender");
    element(xml, "Code", code);
    element(xml, "Message", message);
    xml.writeEndElement();
    element(xml, "RequestId", REQUEST_ID);
    xml.writeEndDocument();
    return text.toString();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void answer(Response response, Callback callback, int status, String xml) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    Content.Sink.write(response, true, xml, callback);
  }
}
