import { describe, expect, test } from 'vitest';
import { BadConfig } from '../../src/index.ts';
import { type RedactOptions, redactor } from '../../src/observe/redact.ts';

const redact = redactor();

describe('by its name, a value is hidden', () => {
  test.each([
    'password',
    'Password',
    'dbPassword',
    'DB_PASSWORD',
    'token',
    'x-auth-token',
    'accessToken',
    'api_key',
    'apikey',
    'API-KEY',
    'OPENAI_API_KEY',
    'Authorization',
    'cookie',
    'Set-Cookie',
    'client_secret',
    'secretKey',
    'aws.secret.access.key',
  ])('%s', (name) => {
    expect(redact({ [name]: 'hunter2' })).toEqual({ [name]: '[redacted]' });
  });

  test.each([
    'tokens',
    'token_count',
    'maxTokens',
    'tokenizer',
    'key',
    'passwordless',
    'secretary',
    'cookies_seen',
    '',
  ])('but not %j, which only looks like one', (name) => {
    expect(redact({ [name]: 12 })).toEqual({ [name]: 12 });
  });

  test('however deep it is, in lists, maps, sets, and what makes JSON of itself', () => {
    const value = {
      list: [{ a: { b: { c: { d: { token: 't' } } } } }],
      map: new Map([['session', { password: 'p' }]]),
      set: new Set([{ secret: 's' }]),
      own: { toJSON: () => ({ cookie: 'c' }) },
    };
    expect(redact(value)).toEqual({
      list: [{ a: { b: { c: { d: { token: '[redacted]' } } } } }],
      map: { session: { password: '[redacted]' } },
      set: [{ secret: '[redacted]' }],
      own: { cookie: '[redacted]' },
    });
  });

  test('all of it, when it is no text', () => {
    expect(redact({ credentials: { user: 'ada', pin: 1815 }, token: ['a', 'b'] })).toEqual({
      credentials: '[redacted]',
      token: '[redacted]',
    });
  });

  test('and that there is none may be seen', () => {
    expect(redact({ password: null, token: undefined })).toEqual({ password: null, token: undefined });
  });

  test('when it is one of the names that were asked for, in any spelling', () => {
    const own = redactor({ keys: ['ssn', 'credit_card'] });
    expect(own({ SSN: 1, customerSsn: 2, 'credit-card': 3, classn: 4, token: 5 })).toEqual({
      SSN: '[redacted]',
      customerSsn: '[redacted]',
      'credit-card': '[redacted]',
      classn: 4,
      token: '[redacted]',
    });
  });
});

describe('what has no secret arrives as it was', () => {
  test.each([[1], [0n], [true], ['text'], [null], [undefined], [{ a: [1, { b: 'c' }] }], [[]]])('%o', (value) => {
    expect(redact(value)).toEqual(value);
  });

  test('a date too, and bytes by their number', () => {
    const at = new Date(0);
    expect(redact({ at, bytes: Buffer.from('secret') })).toEqual({ at, bytes: '[6 bytes]' });
  });

  test('the value itself is left alone', () => {
    const value = { deep: { token: 't' } };
    redact(value);
    expect(value).toEqual({ deep: { token: 't' } });
  });

  test('a name that would change the prototype stays a name', () => {
    const copy = redact(JSON.parse('{"__proto__": {"admin": true}}')) as object;
    expect(Reflect.get({}, 'admin')).toBeUndefined();
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});

test('an error becomes what pino writes of it, with its own fields and its cause', () => {
  const error = new BadConfig('pools.ml.size', 0, 'a number above 0');
  error.cause = Object.assign(new Error('because'), { token: 't' });
  expect(redact({ err: error })).toEqual({
    err: {
      type: 'BadConfig',
      message: error.message,
      stack: error.stack,
      code: 'VIV_BAD_CONFIG',
      retryable: false,
      facts: { field: 'pools.ml.size', expected: 'a number above 0' },
      cause: { type: 'Error', message: 'because', stack: expect.any(String), token: '[redacted]' },
    },
  });
});

describe('a function of the service', () => {
  const of = (value: RedactOptions['value']) => redactor(value === undefined ? {} : { value });

  test('stands in for any value that no name has hidden, and is told where it is', () => {
    const seen: string[] = [];
    const own = of((value, path) => {
      seen.push(path.join('.'));
      return typeof value === 'string' ? value.replace(/\S+@\S+/, '[email]') : value;
    });
    expect(own({ args: { to: 'to ada@example.com', token: 'ada@example.com' }, list: ['x@y'] })).toEqual({
      args: { to: 'to [email]', token: '[redacted]' },
      list: ['[email]'],
    });
    expect(seen).toEqual(['', 'args', 'args.to', 'list', 'list.0']);
  });

  test('that puts an object there does not thereby show a secret', () => {
    expect(of((value) => (value === 1 ? { password: 'p' } : value))({ a: 1 })).toEqual({
      a: { password: '[redacted]' },
    });
  });

  test('that throws loses the value it was given, and nothing else', () => {
    const own = of((value, path) => {
      if (path.at(-1) === 'bad') throw new Error(String(value));
      return value;
    });
    expect(own({ bad: 'secret', good: 1 })).toEqual({ bad: '[redactionFailed]', good: 1 });
  });

  test('that makes more of what it is given does not go on for ever', () => {
    expect(JSON.stringify(of((value) => ({ value }))({ a: 1 }))).toContain('[left out: too deep]');
  });
});

describe('there is an end to', () => {
  test('what refers to itself; what is there twice is told twice', () => {
    const shared = { a: 1 };
    const value: Record<string, unknown> = { one: shared, two: shared };
    value['self'] = { again: value };
    expect(redact(value)).toEqual({ one: { a: 1 }, two: { a: 1 }, self: { again: '[circular]' } });
  });

  test('what is nested a thousand deep', () => {
    let value: unknown = 'bottom';
    for (let depth = 0; depth < 1_000; depth++) value = { in: value };
    expect(JSON.stringify(redact(value))).toMatch(/^(\{"in":){16}"\[left out: too deep\]"\}{16}$/);
  });

  test('what refers to the same thing over and over', () => {
    let value: unknown = { password: 'p' };
    for (let depth = 0; depth < 12; depth++) value = Array.from({ length: 10 }, () => value);
    expect(JSON.stringify(redact(value)).length).toBeLessThan(1_000_000);
  });

  test('a list or an object of a million, with the number of those left out', () => {
    const list = redact(Array.from({ length: 1_000_000 }, () => 1)) as unknown[];
    expect([list.length, list.at(-1)]).toEqual([10_000, '[left out: 990001 more]']);
    const fields = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, null]));
    expect(Object.keys(redact(fields) as object)).toHaveLength(10_000);
  });

  test('a text of megabytes', () => {
    expect(redact('x'.repeat(1_000_000))).toHaveLength(64 * 1024 + '… [left out: 934464 characters]'.length);
  });
});

test('a value that throws when it is read is no reason to throw', () => {
  const hostile = {
    get broken() {
      throw new Error('no');
    },
  };
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  expect(redact({ hostile, proxy, fine: 1 })).toEqual({
    hostile: '[redactionFailed]',
    proxy: '[redactionFailed]',
    fine: 1,
  });
});

test.each<[object, string]>([
  [{ keys: 'ssn' }, 'redact.keys: expected a list of names, got string "ssn"'],
  [{ keys: ['ssn', '--'] }, 'redact.keys: expected a list of names, got array of 2'],
  [{ value: 'x' }, 'redact.value: expected a function of a value and its path, got string "x"'],
  [{ key: [] }, 'redact: expected keys (there is no such option), got string "key"'],
])('%o is refused', (options, message) => {
  expect(() => redactor(options as RedactOptions)).toThrow(message);
});
