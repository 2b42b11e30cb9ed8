package io.fanlens.stage.configuration;

import io.fanlens.settings.AccountSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the block {@code accounts}: other accounts whose quotas are used too. {@code "accounts":
 * {"second": {"roleArn": "arn:aws:iam::111122223333:role/fanlens"}}}.
 */
record AccountsReader(ConfigurationBlock stage) {

  private static final Pattern ANY = Pattern.compile(".*");

  List<AccountSettings> read() {
    ConfigurationBlock accounts = stage.block("accounts");
    stage.describe("accounts", "none", "a block of accounts");
    List<AccountSettings> read = new ArrayList<>();
    for (String name : accounts.keys()) {
      ConfigurationBlock account = accounts.block(name);
      String roleArn = account.text("roleArn", "", ANY, "the ARN of a role");
      String externalId = account.text("externalId", "", ANY, "a text");
      account.rejectUnknownKeys();
      try {
        read.add(new AccountSettings(name, roleArn, externalId));
      } catch (IllegalArgumentException e) {
        accounts.addError(name, e.getMessage());
      }
    }
    return read;
  }
}
