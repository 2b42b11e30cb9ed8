package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.page.picture.UploadForms;
import io.fanlens.functions.page.request.PageUser;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;

/** What the page reads before anybody has signed in; nothing here is secret. */
final class PageConfig {

  private PageConfig() {}

  static ObjectNode of(Settings settings, PageSettings page, String stack) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("stack", stack);
    PageSettings.SignIn at = page.signIn();
    ObjectNode signIn = config.putObject("signIn");
    signIn.put("issuer", page.issuer());
    signIn.put("clientId", page.clientId());
    signIn.put("authorize", at.authorize());
    signIn.put("token", at.token());
    if (at.revoke() != null) {
      signIn.put("revoke", at.revoke());
    }
    signIn.put("signOut", at.signOut());
    signIn.put("scope", "openid profile email");
    config.put("selfRegistration", page.selfRegistration());
    ArrayNode operations = config.putArray("operations");
    for (OperationSettings each : settings.operationsOf(PageUser.ROOT)) {
      operations.add(each.operation().apiName());
    }
    ObjectNode upload = config.putObject("upload");
    upload.put("maxBytes", page.maxBytes());
    upload.put("formSeconds", UploadForms.LIFE.toSeconds());
    upload.put("filesPerRequest", PageUploads.MOST_FILES);
    return config;
  }
}
