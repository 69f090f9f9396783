#!/usr/bin/env escript
%% The same rows on the BEAM: raw processes, gen_server and OTP's own supervisor. Prints them as one JSON object.
%% Usage: escript beam.escript WINDOW_MS CRASHES SIZE,SIZE,...
-mode(compile).
-behaviour(gen_server).
-export([main/1, init/1, handle_call/3, handle_cast/2, start_child/1, child/1]).

-define(BATCH, 10000).

main([WindowMs, Crashes, Sizes]) ->
    logger:set_primary_config(level, none),
    [Ms, Times] = [list_to_integer(Each) || Each <- [WindowMs, Crashes]],
    _ = rows(1, Times, [100, 1000, 10000]),
    Rows = rows(Ms, Times, [list_to_integer(Size) || Size <- string:split(Sizes, ",", all)]),
    io:format("{~s}~n", [lists:join(",", [io_lib:format("\"~s\":~w", [Name, Value]) || {Name, Value} <- Rows])]).

rows(Ms, Crashes, Sizes) ->
    [{memory, memory(?BATCH)},
     {spawn, rate(Ms, fun spawned/0)}, {send, rate(Ms, fun sent/0)}, {call, rate(Ms, fun called/0)}
     | lists:append([crowd(Size, Crashes) || Size <- Sizes])].

%% Things done per second: batches, until the window is over.
rate(Ms, Batch) -> rate(Ms * 1000, Batch, 0, 0).

rate(Window, Batch, Done, Us) when Us < Window orelse Done =:= 0 ->
    {Took, ?BATCH} = timer:tc(Batch),
    rate(Window, Batch, Done + ?BATCH, Us + Took);
rate(_, _, Done, Us) -> Done * 1000000 / Us.

%% Spawned, ended, and its end heard of, one after another.
spawned() -> spawned(?BATCH, 0).

spawned(0, Ends) -> Ends;
spawned(Left, Ends) ->
    {Pid, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, process, Pid, normal} -> spawned(Left - 1, Ends + 1) end.

%% One message to and fro between two processes.
sent() ->
    Self = self(),
    A = spawn_link(fun() -> player(0, Self) end),
    B = spawn_link(fun() -> player(0, Self) end),
    A ! {ping, B, 1},
    receive {over, Seen} -> exits([A, B]), Seen end.

player(Seen, Tester) ->
    receive
        {ping, _, ?BATCH} -> Tester ! {over, ?BATCH}, player(Seen + 1, Tester);
        {ping, Other, N} -> Other ! {ping, self(), N + 1}, player(Seen + 1, Tester)
    end.

called() ->
    {ok, Server} = gen_server:start_link(?MODULE, server, []),
    Last = called(Server, ?BATCH, 0),
    gen_server:stop(Server),
    Last.

called(_, 0, Last) -> Last;
called(Server, Left, _) -> called(Server, Left - 1, gen_server:call(Server, next)).

memory(Count) ->
    erlang:garbage_collect(),
    Before = erlang:memory(processes),
    Pids = [spawn_link(fun idle/0) || _ <- lists:seq(1, Count)],
    Bytes = (erlang:memory(processes) - Before) / Count,
    exits(Pids),
    Bytes.

idle() -> receive stop -> ok end.

exits(Pids) -> [begin unlink(Pid), exit(Pid, kill) end || Pid <- Pids].

%% A supervisor of so many permanent children: started, crashed in turn, stopped.
crowd(Size, Crashes) ->
    Specs = [#{id => Id, start => {?MODULE, start_child, [Id]}} || Id <- lists:seq(1, Size)],
    erlang:garbage_collect(),
    process_flag(trap_exit, true),
    {StartUs, {ok, Sup}} = timer:tc(fun() -> supervisor:start_link(?MODULE, {supervisor, Specs}) end),
    Size = alive(Sup),
    register(tester, self()),
    Pids = maps:from_list([{Id, Pid} || {Id, Pid, _, _} <- supervisor:which_children(Sup)]),
    Latencies = lists:sort(latencies(Crashes, Size, Pids)),
    unregister(tester),
    Size = alive(Sup),
    {StopUs, ok} = timer:tc(fun() -> exit(Sup, shutdown), receive {'EXIT', Sup, shutdown} -> ok end end),
    process_flag(trap_exit, false),
    Named = fun(What) -> io_lib:format("~s.~w", [What, Size]) end,
    [{Named(start), StartUs / 1000}, {Named(stop), StopUs / 1000},
     {Named(restart), quantile(Latencies, 0.5)}, {Named(restart99), quantile(Latencies, 0.99)}].

alive(Sup) -> proplists:get_value(active, supervisor:count_children(Sup)).

%% Microseconds from each crash to the start of the next life.
latencies(0, _, _) -> [];
latencies(Left, Size, Pids) ->
    Id = 1 + Left * 7919 rem Size,
    maps:get(Id, Pids) ! {crash, self()},
    {At, Pid, Up} = receive {crashes, Then} -> receive {up, Id, Next, Now} -> {Then, Next, Now} end end,
    Us = erlang:convert_time_unit(Up - At, native, nanosecond) / 1000,
    [Us | latencies(Left - 1, Size, Pids#{Id := Pid})].

start_child(Id) -> proc_lib:start_link(?MODULE, child, [Id]).

child(Id) ->
    Now = erlang:monotonic_time(),
    case whereis(tester) of
        undefined -> ok;
        Tester -> Tester ! {up, Id, self(), Now}
    end,
    proc_lib:init_ack({ok, self()}),
    receive {crash, From} -> From ! {crashes, erlang:monotonic_time()}, exit(crash) end.

init({supervisor, Specs}) -> {ok, {#{intensity => 1000000, period => 1}, Specs}};
init(server) -> {ok, 1}.

handle_call(next, _From, Count) -> {reply, Count, Count + 1}.
handle_cast(_, State) -> {noreply, State}.

quantile(Sorted, Share) -> lists:nth(1 + trunc(Share * (length(Sorted) - 1)), Sorted).
