package io.fanlens.local.cloud;

import io.fanlens.local.gateway.QueryProtocol;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The part of AWS CloudFormation that returns a stack's outputs: {@code DescribeStacks}, in AWS's
 * Query protocol.
 */
final class DescribeStacks extends Handler.Abstract {

  private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

  /** The one stack of a local cloud. */
  record Described(String name, String id, Instant createdAt, Map<String, String> outputs) {}

  private volatile Described stack;

  /** Sets the stack that is described from now on. */
  void set(Described provisioned) {
    stack = provisioned;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Map<String, String> form =
        QueryProtocol.form(Content.Source.asString(request, StandardCharsets.UTF_8));
    String action = form.getOrDefault("Action", "");
    Described described = stack;
    String wanted = form.get("StackName");
    if (!action.equals("DescribeStacks")) {
      QueryProtocol.answer(
          response,
          callback,
          400,
          QueryProtocol.error(
              NAMESPACE,
              "InvalidAction",
              "The local cloud supports only DescribeStacks of CloudFormation, not '%s'."
                  .formatted(action)));
    } else if (described == null
        || !(wanted == null || wanted.equals(described.name()) || wanted.equals(described.id()))) {
      QueryProtocol.answer(
          response,
          callback,
          400,
          QueryProtocol.error(
              NAMESPACE, "ValidationError", "Stack with id %s does not exist".formatted(wanted)));
    } else {
      QueryProtocol.answer(response, callback, 200, describe(described));
    }
    return true;
  }

  private static String describe(Described stack) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    xml.writeStartElement("DescribeStacksResponse");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeStartElement("DescribeStacksResult");
    xml.writeStartElement("Stacks");
    xml.writeStartElement("member");
    QueryProtocol.element(xml, "StackId", stack.id());
    QueryProtocol.element(xml, "StackName", stack.name());
    QueryProtocol.element(
        xml, "CreationTime", stack.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
    QueryProtocol.element(xml, "StackStatus", "CREATE_COMPLETE");
    xml.writeStartElement("Outputs");
    for (Map.Entry<String, String> output : new TreeMap<>(stack.outputs()).entrySet()) {
      xml.writeStartElement("member");
      QueryProtocol.element(xml, "OutputKey", output.getKey());
      QueryProtocol.element(xml, "OutputValue", output.getValue());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("ResponseMetadata");
    QueryProtocol.element(xml, "RequestId", QueryProtocol.REQUEST_ID);
    xml.writeEndDocument();
    return text.toString();
  }
}
