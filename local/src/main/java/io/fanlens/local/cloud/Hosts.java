package io.fanlens.local.cloud;

import io.fanlens.local.gateway.HostServer;
import io.fanlens.local.stack.Addresses;
import java.util.LinkedHashMap;
import java.util.Map;

/** The servers with ports of their own: the stack's REST APIs, and the login of its user pool. */
final class Hosts implements Addresses, AutoCloseable {
  private final Closer closer = new Closer();
  private final int firstPort;
  private final Map<String, HostServer> byAddress = new LinkedHashMap<>();

  /**
   * Starts without hosts.
   *
   * @param firstPort for the first one if it is free, the next for the second; 0 for any
   */
  Hosts(int firstPort) {
    this.firstPort = firstPort;
  }

  @Override
  public void open(String address) {
    int port = firstPort == 0 ? 0 : firstPort + byAddress.size();
    byAddress.computeIfAbsent(address, any -> closer.add(HostServer.bind(port)));
  }

  @Override
  public String localized(String text) {
    String local = text;
    for (Map.Entry<String, HostServer> host : byAddress.entrySet()) {
      local = local.replace(host.getKey(), host.getValue().endpoint().toString());
    }
    return local;
  }

  HostServer at(String address) {
    return byAddress.get(address);
  }

  @Override
  public void close() {
    closer.close();
  }
}
