package io.fanlens.local.signin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users of every pool on this machine; none has a password. */
public enum LocalUser {
  ADA("ada", "11111111-aaaa-4aaa-8aaa-111111111111", Set.of(), "a user: sees pictures of her own"),
  OLGA(
      "olga",
      "22222222-bbbb-4bbb-8bbb-222222222222",
      Set.of("operators"),
      "of the group operators: sees all pictures, and the live view");

  private final String userName;
  private final String sub;
  private final Set<String> groups;
  private final String description;

  LocalUser(String userName, String sub, Set<String> groups, String description) {
    this.description = description;
    this.userName = userName;
    this.sub = sub;
    this.groups = groups;
  }

  public String userName() {
    return userName;
  }

  /** The id that a pool gives a user. */
  public String sub() {
    return sub;
  }

  public String description() {
    return description;
  }

  String email() {
    return userName + "@example.com";
  }

  /** Those that the pool has, too. */
  public List<String> groups(UserPoolSpec pool) {
    return groups.stream().filter(pool.groups()::contains).sorted().toList();
  }

  static Optional<LocalUser> named(String userName) {
    return Arrays.stream(values()).filter(user -> user.userName.equals(userName)).findFirst();
  }
}
