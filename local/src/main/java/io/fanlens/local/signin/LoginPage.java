package io.fanlens.local.signin;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The pages of the login: a choice among the users, or why there is none. */
final class LoginPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sign in on this machine</title>
      <link rel="icon" href="data:,">
      <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif }
      body { display: grid; min-height: 90vh; place-content: center; gap: 1rem; padding: 1rem }
      button { font: inherit; padding: .7rem 1.2rem; min-width: 16rem; text-align: left }
      form, main { display: grid; gap: .7rem; max-width: 26rem }
      </style>
      </head>
      <body><main>%s</main></body>
      </html>
      """;

  private LoginPage() {}

  /**
   * A button for each user.
   *
   * @param query of the request for the login, which the choice sends again
   */
  static String choice(String query, UserPoolSpec pool) {
    String buttons =
        Arrays.stream(LocalUser.values())
            .map(
                user ->
                    "<button name=\"username\" value=\"%s\"><b>%s</b> %s</button>"
                        .formatted(user.userName(), user.userName(), role(user, pool)))
            .collect(Collectors.joining("\n"));
    return PAGE.formatted(
        """
        <h1>Sign in</h1>
        <p>This login is part of the local cloud and asks for no password: it exists on this
        machine only. On AWS, Amazon Cognito's managed login takes its place.</p>
        <form method="post" action="/login?%s">%s</form>
        """
            .formatted(escaped(query), buttons));
  }

  private static String role(LocalUser user, UserPoolSpec pool) {
    return user.groups(pool).isEmpty()
        ? "a user"
        : "of the group " + String.join(", ", user.groups(pool));
  }

  static String refusal(String sentence) {
    return PAGE.formatted("<h1>No sign-in</h1><p>%s</p>".formatted(escaped(sentence)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
