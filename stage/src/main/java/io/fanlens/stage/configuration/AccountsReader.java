package io.fanlens.stage.configuration;

import io.fanlens.settings.AccountSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Other accounts whose quotas are used too: {@code "accounts": {"second": {"roleArn":
 * "arn:aws:iam::111122223333:role/fanlens"}}}.
 */
record AccountsReader(Block stage) {

  private static final Pattern ANY = Pattern.compile(".*");

  List<AccountSettings> read() {
    Block accounts = stage.block("accounts");
    stage.describe("accounts", "none", "a block of accounts");
    List<AccountSettings> read = new ArrayList<>();
    for (String name : accounts.keys()) {
      Block account = accounts.block(name);
      String roleArn = account.text("roleArn", "", ANY, "give the ARN of a role");
      String externalId = account.text("externalId", "", ANY, "give a text");
      account.refuseUnknownKeys();
      try {
        read.add(new AccountSettings(name, roleArn, externalId));
      } catch (IllegalArgumentException e) {
        accounts.note(name, e.getMessage());
      }
    }
    return read;
  }
}
