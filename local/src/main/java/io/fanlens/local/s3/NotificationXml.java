package io.fanlens.local.s3;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;

/** Reads and writes the body of a bucket's {@code ?notification}. */
final class NotificationXml {

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
    for (Element configuration : S3Xml.children(S3Xml.parse(body, "NotificationConfiguration"))) {
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
    for (Element part : S3Xml.children(configuration)) {
      switch (part.getLocalName()) {
        case "Id" -> id = part.getTextContent();
        case "Queue" -> queue = part.getTextContent();
        case "Event" -> events.add(event(part.getTextContent()));
        case "Filter" -> {
          for (Element rule : filterRules(part)) {
            String value = S3Xml.text(rule, "Value");
            switch (S3Xml.text(rule, "Name").toLowerCase(Locale.ROOT)) {
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
    return S3Xml.children(filter).stream()
        .flatMap(key -> S3Xml.children(key).stream())
        .filter(element -> element.getLocalName().equals("FilterRule"))
        .toList();
  }

  static String write(BucketNotifications notifications) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("NotificationConfiguration");
      xml.writeDefaultNamespace(S3Xml.NAMESPACE);
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
    S3Xml.element(xml, "Id", rule.id());
    S3Xml.element(xml, "Queue", rule.queueArn());
    for (String event : rule.events()) {
      S3Xml.element(xml, "Event", event);
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
      S3Xml.element(xml, "Name", name);
      S3Xml.element(xml, "Value", value);
      xml.writeEndElement();
    }
  }
}
