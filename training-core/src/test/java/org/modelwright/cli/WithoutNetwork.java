package org.modelwright.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.net.Socket;

/// Runs the command line under a seccomp filter (Linux, seccomp(2)) that kills the process when a
/// socket is about to be used: connected, bound, listened on or sent from. The JDK's own file channels
/// make an IPv4 and an IPv6 socket and drop them at once, to learn what the system has, so making one
/// is allowed; a local one, which the C library would use to ask for user names, is refused.
public final class WithoutNetwork {

  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final long SYS_SECCOMP = 317;
  private static final long SECCOMP_SET_MODE_FILTER = 1;
  private static final long SECCOMP_FILTER_FLAG_TSYNC = 1;
  private static final int SYS_SOCKET = 41;
  private static final int SYS_CONNECT = 42;
  private static final int SYS_SENDTO = 44;
  private static final int SYS_SENDMSG = 46;
  private static final int SYS_BIND = 49;
  private static final int SYS_LISTEN = 50;
  private static final int SYS_SENDMMSG = 307;
  private static final int AF_UNIX = 1;

  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int NUMBER_OF_CALL = 0;
  private static final int FIRST_ARGUMENT = 16;
  private static final int ALLOW = 0x7fff0000;
  private static final int REFUSE = 0x00050000 + 97; // EAFNOSUPPORT
  private static final int KILL_PROCESS = 0x80000000;

  private WithoutNetwork() {}

  public static void main(String[] args) throws Throwable {
    forbidNetwork();
    if (args[0].equals("connect")) {
      new Socket("localhost", 9).close();
      return;
    }
    Main.main(args);
  }

  private static void forbidNetwork() throws Throwable {
    int[][] program = {
      {LOAD, 0, 0, NUMBER_OF_CALL},
      {JUMP_IF_EQUAL, 10, 0, SYS_CONNECT},
      {JUMP_IF_EQUAL, 9, 0, SYS_SENDTO},
      {JUMP_IF_EQUAL, 8, 0, SYS_SENDMSG},
      {JUMP_IF_EQUAL, 7, 0, SYS_BIND},
      {JUMP_IF_EQUAL, 6, 0, SYS_LISTEN},
      {JUMP_IF_EQUAL, 5, 0, SYS_SENDMMSG},
      {JUMP_IF_EQUAL, 0, 2, SYS_SOCKET},
      {LOAD, 0, 0, FIRST_ARGUMENT},
      {JUMP_IF_EQUAL, 1, 0, AF_UNIX},
      {RETURN, 0, 0, ALLOW},
      {RETURN, 0, 0, REFUSE},
      {RETURN, 0, 0, KILL_PROCESS},
    };
    Linker linker = Linker.nativeLinker();
    var prctl =
        linker.downcallHandle(
            linker.defaultLookup().find("prctl").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    var syscall =
        linker.downcallHandle(
            linker.defaultLookup().find("syscall").orElseThrow(),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(1));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment instructions = arena.allocate(8L * program.length, 8);
      for (int i = 0; i < program.length; i++) {
        instructions.set(JAVA_SHORT, 8L * i, (short) program[i][0]);
        instructions.set(JAVA_BYTE, 8L * i + 2, (byte) program[i][1]);
        instructions.set(JAVA_BYTE, 8L * i + 3, (byte) program[i][2]);
        instructions.set(JAVA_INT, 8L * i + 4, program[i][3]);
      }
      MemorySegment filter = arena.allocate(16, 8);
      filter.set(JAVA_SHORT, 0, (short) program.length);
      filter.set(ADDRESS, 8, instructions);
      int privileges = (int) prctl.invokeExact(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
      long result =
          (long)
              syscall.invokeExact(
                  SYS_SECCOMP, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, filter);
      if (privileges != 0 || result != 0) {
        throw new IllegalStateException("no filter: " + privileges + ", " + result);
      }
    }
  }
}
