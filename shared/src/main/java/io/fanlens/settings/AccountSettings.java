package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;

/**
 * Another account whose quotas are used too: with two accounts each Region has twice the calls a
 * second.
 *
 * @param name how targets name it
 * @param roleArn role there that the function assumes; it must trust the function's role and allow
 *     the operations
 * @param externalId the role's external id; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccountSettings(String name, String roleArn, String externalId) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,32}");
  private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S+");

  public AccountSettings {
    if (name == null || !NAME.matcher(name).matches() || name.equals(Target.HOME)) {
      throw new IllegalArgumentException(
          "account name is '%s'; give 1 to 32 letters, digits and hyphens, other than '%s'"
              .formatted(name, Target.HOME));
    }
    if (roleArn == null || !ROLE.matcher(roleArn).matches()) {
      throw new IllegalArgumentException(
          "roleArn of account '%s' is '%s'; give the ARN of a role, such as arn:aws:iam::111122223333:role/fanlens"
              .formatted(name, roleArn));
    }
    externalId = externalId == null ? "" : externalId;
  }
}
