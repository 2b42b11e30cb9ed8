package io.fanlens.local.stack;

import io.fanlens.local.signin.UserPoolDrafts;
import io.fanlens.local.signin.UserPoolSpec;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The resources of a user pool of Amazon Cognito. */
final class UserPoolProvisioners {
  /** What a pool asks of its users, who have neither passwords nor mail here. */
  private static final List<String> OF_USERS =
      List.of(
          "AccountRecoverySetting",
          "AdminCreateUserConfig",
          "AliasAttributes",
          "AutoVerifiedAttributes",
          "EmailVerificationMessage",
          "EmailVerificationSubject",
          "EnabledMfas",
          "MfaConfiguration",
          "Policies",
          "Schema",
          "SmsVerificationMessage",
          "UserAttributeUpdateSettings",
          "UsernameAttributes",
          "UsernameConfiguration",
          "UserPoolAddOns",
          "VerificationMessageTemplate");

  private final UserPoolDrafts drafts;
  private final StackContext context;
  private final Addresses addresses;
  private final NotEmulated notEmulated;

  UserPoolProvisioners(StackContext context, Addresses addresses, NotEmulated notEmulated) {
    this.drafts = new UserPoolDrafts(context.region(), StackContext.ACCOUNT_ID);
    this.context = context;
    this.addresses = addresses;
    this.notEmulated = notEmulated;
  }

  Map<String, ResourceProvisioner> byType() {
    return Map.of(
        "AWS::Cognito::UserPool",
        this::pool,
        "AWS::Cognito::UserPoolGroup",
        (resource, said) -> new ProvisionedResource(drafts.group(said), Map.of()),
        "AWS::Cognito::UserPoolDomain",
        (resource, said) -> {
          addresses.open(drafts.domain(said));
          return new ProvisionedResource(said.required("Domain"), Map.of());
        },
        "AWS::Cognito::ManagedLoginBranding",
        (resource, said) -> {
          // The login of this machine has a style of its own.
          List.of("Assets", "ClientId", "Settings", "UseCognitoProvidedValues", "UserPoolId")
              .forEach(said::raw);
          return new ProvisionedResource(context.generatedName(resource.logicalId()), Map.of());
        },
        "AWS::Cognito::UserPoolClient",
        (resource, said) -> {
          String id = id(resource, 26);
          drafts.client(id, said, sentence -> notEmulated.report(sentence, resource.logicalId()));
          return new ProvisionedResource(id, Map.of("ClientId", id));
        });
  }

  List<UserPoolSpec> specs() {
    return drafts.specs();
  }

  private ProvisionedResource pool(Resource resource, Properties said) {
    said.raw("UserPoolName");
    said.raw("UserPoolTier");
    said.raw("DeletionProtection");
    if (OF_USERS.stream().filter(name -> said.raw(name).isPresent()).count() > 0) {
      notEmulated.report(
          "Users sign in without a password, and there are two", resource.logicalId());
    }
    String id = context.region() + "_" + id(resource, 9);
    return new ProvisionedResource(id, drafts.pool(id));
  }

  /** Ids are the same at every start. */
  private String id(Resource resource, int length) {
    String name = context.generatedName(resource.logicalId());
    StringBuilder id = new StringBuilder();
    while (id.length() < length) {
      long hash = Integer.toUnsignedLong((id + name).hashCode());
      id.append(String.format(Locale.ROOT, "%7s", Long.toString(hash, 36)).replace(' ', 'x'));
    }
    return id.substring(0, length);
  }
}
