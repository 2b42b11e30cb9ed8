package io.fanlens.local.iam;

import io.fanlens.local.gateway.ServiceName;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
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
 * As much of AWS STS as lets a function use another account's quotas: {@code AssumeRole}, in AWS's
 * Query protocol. The role must be known here and must trust the caller.
 */
public final class AssumeRole extends Handler.Abstract {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String REQUEST_ID = "00000000-0000-0000-0000-000000000000";
  private static final Duration VALID = Duration.ofHours(1);

  private final Roles roles;
  private final InstantSource clock;

  public AssumeRole(Roles roles, InstantSource clock) {
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Map<String, String> form = Form.read(Content.Source.asString(request, StandardCharsets.UTF_8));
    String action = form.getOrDefault("Action", "");
    if (!action.equals("AssumeRole")) {
      answer(
          response,
          callback,
          400,
          error(
              "InvalidAction",
              "The local cloud answers AssumeRole of STS, not '%s'.".formatted(action)));
      return true;
    }
    String roleArn = form.getOrDefault("RoleArn", "");
    Optional<String> key =
        roles.assume(
            ServiceName.accessKey(request.getHeaders().get(HttpHeader.AUTHORIZATION)),
            roleArn,
            form.getOrDefault("ExternalId", ""));
    if (key.isPresent()) {
      String session = form.getOrDefault("RoleSessionName", "session");
      answer(response, callback, 200, credentials(key.get(), roleArn, session));
    } else {
      answer(
          response,
          callback,
          403,
          error(
              "AccessDenied",
              "The caller is not authorized to perform: sts:AssumeRole on resource: %s; the role is not there, or does not trust the caller with this external id"
                  .formatted(roleArn)));
    }
    return true;
  }

  private String credentials(String key, String roleArn, String session) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    xml.writeStartElement("AssumeRoleResponse");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeStartElement("AssumeRoleResult");
    xml.writeStartElement("AssumedRoleUser");
    element(xml, "AssumedRoleId", key + ":" + session);
    element(
        xml,
        "Arn",
        roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session);
    xml.writeEndElement();
    xml.writeStartElement("Credentials");
    element(xml, "AccessKeyId", key);
    element(xml, "SecretAccessKey", "local");
    element(xml, "SessionToken", "local");
    element(
        xml, "Expiration", clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS).toString());
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
