package io.fanlens.local.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads and writes the body of a bucket's {@code ?notification}. */
final class NotificationXml {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final Set<String> EVENTS =
      Set.of(
          "s3:ObjectCreated:*",
          "s3:ObjectCreated:Put",
          "s3:ObjectCreated:Post",
          "s3:ObjectCreated:Copy",
          "s3:ObjectCreated:CompleteMultipartUpload",
          "s3:ObjectRemoved:*",
          "s3:ObjectRemoved:Delete",
          "s3:ObjectRemoved:DeleteMarkerCreated",
          "s3:LifecycleExpiration:*",
          "s3:LifecycleExpiration:Delete",
          "s3:LifecycleExpiration:DeleteMarkerCreated");

  private NotificationXml() {}

  static BucketNotifications read(byte[] body) {
    List<NotificationRule> rules = new ArrayList<>();
    boolean toEventBridge = false;
    for (Element configuration : children(parse(body))) {
      switch (configuration.getLocalName()) {
        case "QueueConfiguration" -> rules.add(rule(configuration));
        case "EventBridgeConfiguration" -> toEventBridge = true;
        case "TopicConfiguration", "CloudFunctionConfiguration", "LambdaFunctionConfiguration" ->
            throw new S3Error(
                501,
                "NotImplemented",
                "The local cloud sends bucket events to SQS queues and EventBridge only; it cannot"
                    + " do a %s.".formatted(configuration.getLocalName()));
        default -> throw S3Error.malformedXml();
      }
    }
    for (int i = 0; i < rules.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (rules.get(i).overlaps(rules.get(j))) {
          throw S3Error.invalidArgument(
              "Configurations overlap. Configurations on the same bucket cannot share a common"
                  + " event type.");
        }
      }
    }
    return new BucketNotifications(rules, toEventBridge);
  }

  private static NotificationRule rule(Element configuration) {
    String id = UUID.randomUUID().toString();
    String queue = null;
    List<String> events = new ArrayList<>();
    String prefix = "";
    String suffix = "";
    for (Element part : children(configuration)) {
      switch (part.getLocalName()) {
        case "Id" -> id = part.getTextContent();
        case "Queue" -> queue = part.getTextContent();
        case "Event" -> events.add(event(part.getTextContent()));
        case "Filter" -> {
          for (Element rule : filterRules(part)) {
            String value = text(rule, "Value");
            switch (text(rule, "Name").toLowerCase(Locale.ROOT)) {
              case "prefix" -> prefix = value;
              case "suffix" -> suffix = value;
              default ->
                  throw S3Error.invalidArgument("filter rule name must be either prefix or suffix");
            }
          }
        }
        default -> throw S3Error.malformedXml();
      }
    }
    if (queue == null || events.isEmpty()) {
      throw S3Error.malformedXml();
    }
    return new NotificationRule(id, queue, events, prefix, suffix);
  }

  private static String event(String name) {
    if (!EVENTS.contains(name)) {
      throw S3Error.invalidArgument(
          "The event '%s' is not supported for notifications".formatted(name));
    }
    return name;
  }

  private static List<Element> filterRules(Element filter) {
    return children(filter).stream()
        .flatMap(key -> children(key).stream())
        .filter(element -> element.getLocalName().equals("FilterRule"))
        .toList();
  }

  private static String text(Element parent, String name) {
    return children(parent).stream()
        .filter(element -> element.getLocalName().equals(name))
        .map(Element::getTextContent)
        .findFirst()
        .orElseThrow(S3Error::malformedXml);
  }

  private static List<Element> children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Element parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root = builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
      if (!root.getLocalName().equals("NotificationConfiguration")) {
        throw S3Error.malformedXml();
      }
      return root;
    } catch (SAXException | IOException notXml) {
      throw S3Error.malformedXml();
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String write(BucketNotifications notifications) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("NotificationConfiguration");
      xml.writeDefaultNamespace(NAMESPACE);
      for (NotificationRule rule : notifications.rules()) {
        write(xml, rule);
      }
      if (notifications.toEventBridge()) {
        xml.writeEmptyElement("EventBridgeConfiguration");
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      return text.toString();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void write(XMLStreamWriter xml, NotificationRule rule) throws XMLStreamException {
    xml.writeStartElement("QueueConfiguration");
    element(xml, "Id", rule.id());
    element(xml, "Queue", rule.queueArn());
    for (String event : rule.events()) {
      element(xml, "Event", event);
    }
    if (!rule.prefix().isEmpty() || !rule.suffix().isEmpty()) {
      xml.writeStartElement("Filter");
      xml.writeStartElement("S3Key");
      filterRule(xml, "Prefix", rule.prefix());
      filterRule(xml, "Suffix", rule.suffix());
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void filterRule(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    if (!value.isEmpty()) {
      xml.writeStartElement("FilterRule");
      element(xml, "Name", name);
      element(xml, "Value", value);
      xml.writeEndElement();
    }
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
