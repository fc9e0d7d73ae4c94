package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Event;
import io.slipway.kernel.Events;
import io.slipway.kernel.MovableClock;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import io.slipway.web.Caller;
import io.slipway.web.Role;
import io.slipway.web.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, and what others cannot do about it. */
class LoginsTest {

  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private final SetupCode code = new SetupCode();
  private Database database;
  private Users users;
  private Sessions sessions;
  private Logins logins;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("slipway.db")));
    Events events = new Events();
    events.subscribe(Event.class, told::add);
    Passwords passwords = new Passwords(4);
    sessions = new Sessions(database, events, clock);
    KnownDevices devices = new KnownDevices(database, clock);
    users = new Users(database, passwords, sessions, events, clock);
    logins =
        new Logins(
            users, passwords, sessions, devices, new LoginLimits(devices, clock), events, code);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Visit from(String address) {
    return new Visit(Map.of(), null, address, false, "test", false);
  }

  private static Visit from(String address, String device) {
    return new Visit(Map.of(KnownDevices.COOKIE, device), null, address, false, "test", false);
  }

  private void fail(String name, Visit visit) {
    assertThatThrownBy(() -> logins.login(name, "wrong password!", visit))
        .isInstanceOf(Problem.Unauthenticated.class);
  }

  private void refused(String name, Visit visit) {
    assertThatThrownBy(() -> logins.login(name, PASSWORD, visit))
        .isInstanceOf(Problem.TooMany.class);
  }

  private Logins.Opened setUp(String address) {
    return logins.setUp(code.shown(), "maya", PASSWORD, from(address));
  }

  @Test
  void setupWantsTheCodeThatWasPrinted() {
    assertThatThrownBy(() -> logins.setUp("AAAA-AAAA-AAAA", "eve", PASSWORD, from("192.0.2.9")))
        .isInstanceOf(Problem.Invalid.class);
    assertThat(users.any()).isFalse();
    String typed = code.shown().toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
    logins.setUp(typed, "maya", PASSWORD, from("192.0.2.1"));
    assertThat(users.byName("maya")).get().extracting(User::role).isEqualTo(Role.ADMIN);
    assertThatThrownBy(() -> setUp("192.0.2.1")).isInstanceOf(Problem.Conflict.class);
  }

  @Test
  void theCodeCannotBeGuessedOneAfterTheOther() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> logins.setUp("AAAA", "eve", PASSWORD, from("192.0.2.9")))
          .isInstanceOf(Problem.Invalid.class);
    }
    assertThatThrownBy(() -> logins.setUp("AAAA", "eve", PASSWORD, from("192.0.2.9")))
        .isInstanceOf(Problem.TooMany.class);
    setUp("192.0.2.1");
  }

  @Test
  void anAddressThatFailsWaitsLongerAndLonger() {
    setUp("192.0.2.1");
    Visit eve = from("198.51.100.7");
    for (int i = 0; i < 10; i++) {
      fail("maya", eve);
    }
    refused("maya", eve);
    clock.move(Duration.ofSeconds(1));
    fail("maya", eve);
    clock.move(Duration.ofSeconds(1));
    refused("maya", eve);
    clock.move(Duration.ofSeconds(1));
    fail("maya", eve);
    clock.move(Duration.ofHours(2));
    logins.login("maya", PASSWORD, eve);
  }

  @Test
  void aWholeIpv6NetworkCountsAsOneAddress() {
    setUp("192.0.2.1");
    for (int i = 0; i < 10; i++) {
      fail("maya", from("2001:db8:1:2::" + i));
    }
    refused("maya", from("2001:db8:1:2:ffff::1"));
    logins.login("maya", PASSWORD, from("2001:db8:1:3::1"));
  }

  @Test
  void whoFailsFromManyAddressesLocksOutStrangersButNotTheOwner() {
    Logins.Opened owner = setUp("192.0.2.1");
    for (int i = 0; i < 30; i++) {
      fail("maya", from("198.51.100." + i));
    }
    refused("maya", from("203.0.113.1"));
    // The owner's address of before, another browser.
    logins.login("maya", PASSWORD, from("192.0.2.1"));
    // The owner's browser of before, from anywhere.
    logins.login("maya", PASSWORD, from("203.0.113.2", owner.device()));
  }

  @Test
  void whoFailsFromTheOwnersAddressDoesNotLockOutTheOwnersBrowser() {
    Logins.Opened owner = setUp("192.0.2.1");
    for (int i = 0; i < 10; i++) {
      fail("maya", from("192.0.2.1"));
    }
    refused("maya", from("192.0.2.1"));
    logins.login("maya", PASSWORD, from("192.0.2.1", owner.device()));
  }

  @Test
  void aKnownBrowserIsLimitedTooAndAForgedOneIsNotKnown() {
    Logins.Opened owner = setUp("192.0.2.1");
    Visit stolen = from("198.51.100.7", owner.device());
    for (int i = 0; i < 10; i++) {
      fail("maya", stolen);
    }
    refused("maya", stolen);
    for (int i = 0; i < 10; i++) {
      fail("maya", from("198.51.100.8", "x".repeat(43)));
    }
    refused("maya", from("198.51.100.8", "y".repeat(43)));
  }

  @Test
  void rightPasswordsDoNotCount() {
    setUp("192.0.2.1");
    for (int i = 0; i < 50; i++) {
      logins.login("maya", PASSWORD, from("198.51.100.7"));
    }
  }

  @Test
  void unknownNamesAreRefusedInTheSameWordsAndAreLimitedToo() {
    setUp("192.0.2.1");
    String known = refusal("maya");
    assertThat(refusal("nobody")).isEqualTo(known);
    for (int i = 0; i < 8; i++) { // with the two above ten: as many as an address may
      refusal("nobody");
    }
    refused("somebody", from("198.51.100.7"));
  }

  private String refusal(String name) {
    try {
      logins.login(name, "wrong password!", from("198.51.100.7"));
      return "let in";
    } catch (Problem.Unauthenticated e) {
      return e.message();
    }
  }

  @Test
  void theTrailKnowsWhatWasWrong() {
    setUp("192.0.2.1");
    fail("maya", from("198.51.100.7"));
    fail("my-password-typed-as-a-name", from("198.51.100.7"));
    assertThat(told)
        .contains(
            new AccountEvent("maya", "login.failed", null, "wrong password", "198.51.100.7"),
            new AccountEvent("unknown", "login.failed", null, "no such user", "198.51.100.7"));
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    Logins.Opened here = setUp("192.0.2.1");
    Logins.Opened there = logins.login("maya", PASSWORD, from("192.0.2.2"));
    String session = sessions.find(here.session(), from("192.0.2.1")).orElseThrow().id();
    Caller caller = new Caller(here.user().id(), "maya", Role.ADMIN, session);
    assertThatThrownBy(() ->
            logins.changePassword(caller, "wrong", "another good password", from("192.0.2.1")))
        .isInstanceOf(Problem.Invalid.class);
    logins.changePassword(caller, PASSWORD, "another good password", from("192.0.2.1"));
    assertThat(sessions.find(here.session(), from("192.0.2.1"))).isPresent();
    assertThat(sessions.find(there.session(), from("192.0.2.2"))).isEmpty();
    logins.login("maya", "another good password", from("192.0.2.1"));
  }

  @Test
  void allOfALongPasswordCounts() {
    Passwords passwords = new Passwords(4);
    String hash = passwords.hash("abcd".repeat(30) + "1");
    assertThat(passwords.matches("abcd".repeat(30) + "1", hash)).isTrue();
    assertThat(passwords.matches("abcd".repeat(30) + "2", hash)).isFalse();
  }
}
