package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Event;
import io.slipway.kernel.Events;
import io.slipway.kernel.MovableClock;
import io.slipway.kernel.Problem;
import io.slipway.store.BothDatabases;
import io.slipway.web.Caller;
import io.slipway.web.Permission;
import io.slipway.web.Role;
import io.slipway.web.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions, tokens and users on a real database. */
abstract class AccountsContract extends BothDatabases {

  private static final String PASSWORD = "correct horse battery";
  private static final Visit HOME = visit(Map.of(), null);

  private final MovableClock clock = new MovableClock();
  private final Events events = new Events();
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private Users users;
  private Sessions sessions;
  private Tokens tokens;
  private AccountDoor door;
  private User admin;
  private Caller caller;

  @BeforeEach
  void createTheFirst() {
    events.subscribe(Event.class, told::add);
    Passwords passwords = new Passwords(4);
    sessions = new Sessions(database(), events, clock);
    tokens = new Tokens(database(), events, clock);
    users = new Users(database(), passwords, sessions, events, clock);
    door = new AccountDoor(users, sessions, tokens);
    admin = users.createFirst("Maya", PASSWORD);
    caller = new Caller(admin.id(), admin.name(), Role.ADMIN, "s");
  }

  private static Visit visit(Map<String, String> cookies, @Nullable String bearer) {
    return new Visit(cookies, bearer, "192.0.2.1", false, "test", false);
  }

  private Optional<Caller> identify(String session) {
    return Optional.ofNullable(door.identify(visit(Map.of(AccountDoor.COOKIE, session), null)));
  }

  private String sessionOf(String cookie) {
    return identify(cookie).map(Caller::sessionId).orElseThrow();
  }

  @Test
  void onlyOneCanBeTheFirst() {
    assertThatThrownBy(() -> users.createFirst("eve", PASSWORD))
        .isInstanceOf(Problem.Conflict.class);
  }

  @Test
  void storesNoSessionAsItIs() {
    String cookie = sessions.open(admin.id(), HOME);
    List<String> stored =
        database()
            .read(sql -> sql.list("select * from login_session", row -> row.text("token_hash")));
    assertThat(stored).hasSize(1).doesNotContain(cookie);
    assertThat(identify(cookie)).get().extracting(Caller::name).isEqualTo("Maya");
    assertThat(identify(cookie + "x")).isEmpty();
  }

  @Test
  void aSessionEndsThirtyDaysAfterItWasLastUsed() {
    String cookie = sessions.open(admin.id(), HOME);
    clock.move(Duration.ofDays(29));
    assertThat(identify(cookie)).isPresent();
    clock.move(Duration.ofDays(29));
    assertThat(identify(cookie)).isPresent();
    clock.move(Duration.ofDays(30));
    assertThat(identify(cookie)).isEmpty();
    assertThat(sessions.list(admin.id())).isEmpty();
  }

  @Test
  void aSessionEndsAfterNinetyDaysHoweverMuchUsed() {
    String cookie = sessions.open(admin.id(), HOME);
    for (int day = 0; day < 89; day++) {
      clock.move(Duration.ofDays(1));
      assertThat(identify(cookie)).isPresent();
    }
    clock.move(Duration.ofDays(1));
    assertThat(identify(cookie)).isEmpty();
  }

  @Test
  void notesThatASessionWasSeenAtMostOnceAMinute() {
    String cookie = sessions.open(admin.id(), HOME);
    clock.move(Duration.ofSeconds(59));
    identify(cookie);
    assertThat(sessions.list(admin.id()).getFirst().lastSeenAt())
        .isEqualTo(clock.now().minusSeconds(59));
    clock.move(Duration.ofSeconds(1));
    identify(cookie);
    assertThat(sessions.list(admin.id()).getFirst().lastSeenAt()).isEqualTo(clock.now());
  }

  @Test
  void endsOneSessionAndLeavesTheOthers() {
    String kept = sessions.open(admin.id(), HOME);
    String ended = sessions.open(admin.id(), HOME);
    sessions.end(admin.id(), sessionOf(ended));
    assertThat(identify(ended)).isEmpty();
    assertThat(identify(kept)).isPresent();
    assertThatThrownBy(() -> sessions.end("somebody else", sessionOf(kept)))
        .isInstanceOf(Problem.NotFound.class);
  }

  @Test
  void anotherRoleOrPasswordShutsOutWhoIsIn() {
    User user = users.create(caller, "ole", PASSWORD, Role.OPERATOR);
    String cookie = sessions.open(user.id(), HOME);
    users.change(caller, user.id(), Role.VIEWER, null, null);
    assertThat(identify(cookie)).get().extracting(Caller::role).isEqualTo(Role.VIEWER);
    assertThat(told).anyMatch(event -> ends(event, identify(cookie).orElseThrow()));
    users.change(caller, user.id(), null, null, "another good password");
    assertThat(identify(cookie)).isEmpty();
    String again = sessions.open(user.id(), HOME);
    users.change(caller, user.id(), null, true, null);
    assertThat(identify(again)).isEmpty();
  }

  private static boolean ends(Event event, Caller caller) {
    return event instanceof AccessEnded ended && ended.meant().test(caller);
  }

  @Test
  void theLastAdministratorStaysOne() {
    for (Runnable attempt :
        List.<Runnable>of(
            () -> users.delete(caller, admin.id()),
            () -> users.change(caller, admin.id(), Role.VIEWER, null, null),
            () -> users.change(caller, admin.id(), null, true, null))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(Problem.Conflict.class)
          .hasMessageContaining("last administrator");
    }
    User second = users.create(caller, "ole", PASSWORD, Role.ADMIN);
    users.delete(caller, admin.id());
    assertThat(users.list()).extracting(User::id).containsExactly(second.id());
  }

  @Test
  void namesAreUniqueWhateverTheirCase() {
    assertThatThrownBy(() -> users.create(caller, "mAYA", PASSWORD, Role.VIEWER))
        .isInstanceOf(Problem.Conflict.class);
    assertThat(users.byName(" MAYA ")).isPresent();
  }

  @Test
  void weakPasswordsAndOddNamesAreRefused() {
    for (String weak : List.of("short", "aaaaaaaaaaaaaaaa", "x".repeat(1_001))) {
      assertThatThrownBy(() -> users.create(caller, "ole", weak, Role.VIEWER))
          .isInstanceOf(Problem.Invalid.class);
    }
    for (String odd : List.of("", "-ole", "o le", "o/le", "x".repeat(64))) {
      assertThatThrownBy(() -> users.create(caller, odd, PASSWORD, Role.VIEWER))
          .isInstanceOf(Problem.Invalid.class);
    }
  }

  @Test
  void aTokenDoesNoMoreThanItsOwnerMayNow() {
    User user = users.create(caller, "ole", PASSWORD, Role.ADMIN);
    Caller owner = new Caller(user.id(), "ole", Role.ADMIN, "s");
    String value = tokens.create(owner, "deploy", Role.OPERATOR, null).value();
    assertThat(byToken(value).role()).isEqualTo(Role.OPERATOR);
    assertThat(byToken(value).name()).isEqualTo("ole (token deploy)");
    users.change(caller, user.id(), Role.VIEWER, null, null);
    assertThat(byToken(value).role()).isEqualTo(Role.VIEWER);
    users.change(caller, user.id(), null, true, null);
    assertThatThrownBy(() -> byToken(value)).isInstanceOf(Problem.Unauthenticated.class);
  }

  private Caller byToken(String value) {
    return Optional.ofNullable(door.identify(visit(Map.of(), value))).orElseThrow();
  }

  @Test
  void aTokenExpiresAndCanBeRevoked() {
    Tokens.Made expiring =
        tokens.create(caller, "a", Role.VIEWER, clock.now().plus(Duration.ofDays(1)));
    Tokens.Made revoked = tokens.create(caller, "b", Role.VIEWER, null);
    assertThat(byToken(expiring.value()).role()).isEqualTo(Role.VIEWER);
    assertThat(tokens.list(admin.id()))
        .anyMatch(token -> token.name().equals("a") && clock.now().equals(token.lastUsedAt()));
    clock.move(Duration.ofDays(1));
    tokens.revoke(caller, revoked.token().id());
    for (Tokens.Made ended : List.of(expiring, revoked)) {
      assertThatThrownBy(() -> byToken(ended.value())).isInstanceOf(Problem.Unauthenticated.class);
    }
  }

  @Test
  void nobodyMakesATokenAboveTheirRole() {
    Caller viewer = new Caller(admin.id(), "v", Role.VIEWER, "s");
    assertThatThrownBy(() -> tokens.create(viewer, "t", Role.OPERATOR, null))
        .isInstanceOf(Problem.Invalid.class);
  }

  @Test
  void deletingAUserEndsSessionsAndTokens() {
    User user = users.create(caller, "ole", PASSWORD, Role.VIEWER);
    String cookie = sessions.open(user.id(), HOME);
    String value =
        tokens
            .create(new Caller(user.id(), "ole", Role.VIEWER, "s"), "t", Role.VIEWER, null)
            .value();
    users.delete(caller, user.id());
    assertThat(identify(cookie)).isEmpty();
    assertThatThrownBy(() -> byToken(value)).isInstanceOf(Problem.Unauthenticated.class);
  }

  @Test
  void checksEachPermissionAgainstEachRole() {
    for (Permission permission : Permission.values()) {
      for (Role role : Role.values()) {
        Caller someone = new Caller("u", "n", role, null);
        boolean allowed =
            switch (permission) {
              case PUBLIC, SELF, VIEW -> true;
              case OPERATE -> role != Role.VIEWER;
              case ADMINISTER -> role == Role.ADMIN;
            };
        if (allowed) {
          door.checkUserAuthority(someone, permission);
        } else {
          assertThatThrownBy(() -> door.checkUserAuthority(someone, permission))
              .isInstanceOf(Problem.Forbidden.class);
        }
      }
    }
  }
}
