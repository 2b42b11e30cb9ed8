package io.fanlens.local.iam;

import io.fanlens.local.gateway.QueryProtocol;
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
 * The part of AWS STS that a function needs to use another account's quotas: {@code AssumeRole}, in
 * AWS's Query protocol. The role must exist here and trust the caller.
 */
public final class AssumeRole extends Handler.Abstract {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final Duration VALID = Duration.ofHours(1);

  private final Roles roles;
  private final InstantSource clock;

  public AssumeRole(Roles roles, InstantSource clock) {
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Map<String, String> form =
        QueryProtocol.form(Content.Source.asString(request, StandardCharsets.UTF_8));
    String action = form.getOrDefault("Action", "");
    if (!action.equals("AssumeRole")) {
      QueryProtocol.answer(
          response,
          callback,
          400,
          QueryProtocol.error(
              NAMESPACE,
              "InvalidAction",
              "The local cloud supports only AssumeRole of STS, not '%s'.".formatted(action)));
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
      QueryProtocol.answer(response, callback, 200, credentials(key.get(), roleArn, session));
    } else {
      QueryProtocol.answer(
          response,
          callback,
          403,
          QueryProtocol.error(
              NAMESPACE,
              "AccessDenied",
              "The caller is not authorized to perform: sts:AssumeRole on resource: %s; the role does not exist, or does not trust the caller with this external id"
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
    QueryProtocol.element(xml, "AssumedRoleId", key + ":" + session);
    QueryProtocol.element(
        xml,
        "Arn",
        roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session);
    xml.writeEndElement();
    xml.writeStartElement("Credentials");
    QueryProtocol.element(xml, "AccessKeyId", key);
    QueryProtocol.element(xml, "SecretAccessKey", "local");
    QueryProtocol.element(xml, "SessionToken", "local");
    QueryProtocol.element(
        xml, "Expiration", clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS).toString());
    xml.writeEndDocument();
    return text.toString();
  }
}
