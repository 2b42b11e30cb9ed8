package io.fanlens.local.gateway;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** AWS's Query protocol: a form in, XML out. */
public final class QueryProtocol {

  public static final String REQUEST_ID = "00000000-0000-0000-0000-000000000000";

  private QueryProtocol() {}

  /** A request's parameters, by name. */
  public static Map<String, String> form(String body) {
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

  /** A client error. */
  public static String error(String namespace, String code, String message)
      throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    xml.writeStartElement("ErrorResponse");
    xml.writeDefaultNamespace(namespace);
    xml.writeStartElement("Error");
    element(xml, "Type", "Sender");
    element(xml, "Code", code);
    element(xml, "Message", message);
    xml.writeEndElement();
    element(xml, "RequestId", REQUEST_ID);
    xml.writeEndDocument();
    return text.toString();
  }

  public static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  public static void answer(Response response, Callback callback, int status, String xml) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    Content.Sink.write(response, true, xml, callback);
  }
}
