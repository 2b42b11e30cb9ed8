package io.fanlens.local.s3;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;

/** Reads and writes the body of a bucket's {@code ?cors}. */
final class CorsXml {

  private static final String ROOT = "CORSConfiguration";
  private static final int MOST_RULES = 100;

  private CorsXml() {}

  static List<CorsRule> read(byte[] body) {
    List<CorsRule> rules = new ArrayList<>();
    for (Element rule : S3Xml.children(S3Xml.parse(body, ROOT))) {
      if (!rule.getLocalName().equals("CORSRule")) {
        throw S3Error.malformedXml();
      }
      rules.add(rule(rule));
    }
    if (rules.isEmpty() || rules.size() > MOST_RULES) {
      throw S3Error.malformedXml();
    }
    return rules;
  }

  private static CorsRule rule(Element rule) {
    String id = "";
    List<String> origins = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    List<String> exposed = new ArrayList<>();
    int maxAge = -1;
    for (Element part : S3Xml.children(rule)) {
      String text = part.getTextContent();
      switch (part.getLocalName()) {
        case "ID" -> id = text;
        case "AllowedOrigin" -> origins.add(text);
        case "AllowedMethod" -> methods.add(text);
        case "AllowedHeader" -> headers.add(text);
        case "ExposeHeader" -> exposed.add(text);
        case "MaxAgeSeconds" -> maxAge = seconds(text);
        default -> throw S3Error.malformedXml();
      }
    }
    return new CorsRule(id, origins, methods, headers, exposed, maxAge);
  }

  private static int seconds(String text) {
    try {
      return Integer.parseUnsignedInt(text.strip());
    } catch (NumberFormatException e) {
      throw S3Error.malformedXml();
    }
  }

  static String write(List<CorsRule> rules) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(ROOT);
      xml.writeDefaultNamespace(S3Xml.NAMESPACE);
      for (CorsRule rule : rules) {
        xml.writeStartElement("CORSRule");
        if (!rule.id().isEmpty()) {
          S3Xml.element(xml, "ID", rule.id());
        }
        elements(xml, "AllowedOrigin", rule.origins());
        elements(xml, "AllowedMethod", rule.methods());
        elements(xml, "AllowedHeader", rule.headers());
        elements(xml, "ExposeHeader", rule.exposed());
        if (rule.maxAgeSeconds() >= 0) {
          S3Xml.element(xml, "MaxAgeSeconds", Integer.toString(rule.maxAgeSeconds()));
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      return text.toString();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void elements(XMLStreamWriter xml, String name, List<String> texts)
      throws XMLStreamException {
    for (String text : texts) {
      S3Xml.element(xml, name, text);
    }
  }
}
