// Pretend wallets for the page. Each writes down every question that it is asked, word for word.
'use strict';
(() => {
  if (window.__wallets) return;
  const asked = [];
  // What it is asked without a word to the buyer, apart from what a press leads to.
  const looked = [];
  const silent = ['eth_accounts', 'eth_getBalance', 'eth_call'];
  // What listens for wallets and to them now.
  const listening = {};
  const plain = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
  const settle = (answer) => {
    if ('throws' in answer) throw answer.throws;
    if ('rejects' in answer) return Promise.reject(answer.rejects);
    if ('hangs' in answer) return new Promise(() => {});
    return answer.resolves;
  };

  /** A provider of EIP-1193. `answers` replaces what it would say to a method, `holds` is what its account has of
   *  the chain's own coin and of any token, and `is` lets a test change its account and chain. */
  const evm = ({ wallet, chain, knows, account, hash, connected = false, holds = {}, answers = {} }) => {
    const heard = {};
    const known = new Set(knows ?? [chain]);
    const usual = {
      eth_requestAccounts: () => {
        connected = true;
        return [account];
      },
      eth_accounts: () => (connected ? [account] : []),
      eth_getBalance: () => holds.own ?? '0x0',
      eth_call: () => '0x' + BigInt(holds.token ?? 0).toString(16).padStart(64, '0'),
      eth_chainId: () => chain,
      eth_sendTransaction: () => hash,
      wallet_switchEthereumChain: ([{ chainId }]) => {
        if (!known.has(chainId)) throw { code: 4902, message: 'Unrecognized chain ID' };
        chain = chainId;
        return null;
      },
      wallet_addEthereumChain: ([{ chainId }]) => {
        known.add(chainId);
        return null;
      },
    };
    return {
      async request({ method, params }) {
        (silent.includes(method) ? looked : asked).push({ wallet, method, params: plain(params) });
        const said = answers[method];
        return said ? settle(said) : usual[method](params);
      },
      on(name, listener) {
        (heard[name] ??= new Set()).add(listener);
        listening[name] = (listening[name] ?? 0) + 1;
      },
      removeListener(name, listener) {
        if (heard[name]?.delete(listener)) listening[name] -= 1;
      },
      is(now) {
        if ('chain' in now) chain = now.chain;
        if ('connected' in now) connected = now.connected;
        if ('holds' in now) holds = now.holds;
        if (now.quietly) return;
        const name = 'chain' in now ? 'chainChanged' : 'accountsChanged';
        for (const listener of heard[name] ?? []) listener('chain' in now ? chain : connected ? [account] : []);
      },
    };
  };

  /** Says who it is now, and whenever it is asked. */
  const announce = (info, provider) => {
    const say = () => {
      const detail = Object.freeze({ info: Object.freeze(info), provider });
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    };
    window.addEventListener('eip6963:requestProvider', say);
    say();
  };

  /** A provider of WebLN. */
  const webln = ({ wallet, preimage, answers = {} }) => {
    const call = (method, usual) => async (...params) => {
      asked.push({ wallet, method, params: plain(params) });
      return answers[method] ? settle(answers[method]) : usual;
    };
    window.webln = { enable: call('enable'), sendPayment: call('sendPayment', { preimage }) };
  };

  /** A wallet of the Wallet Standard on Solana. */
  const solana = ({ name, address, features, chains = ['solana:mainnet'], answers = {} }) => {
    const account = { address, publicKey: new Uint8Array(32), chains, features: ['solana:signAndSendTransaction'] };
    const call = (method, usual) => async (input) => {
      const transaction = input && Array.from(input.transaction);
      const own = input && input.account === account;
      asked.push({ wallet: name, method, params: plain(input && { ...input, transaction, own, account: undefined }) });
      return answers[method] ? settle(answers[method]) : usual;
    };
    return {
      version: '1.0.0', name, icon: 'data:image/svg+xml,<svg/>', chains, accounts: [],
      features: features ?? {
        'standard:connect': { version: '1.0.0', connect: call('connect', { accounts: [account] }) },
        'solana:signAndSendTransaction': {
          version: '1.0.0',
          supportedTransactionVersions: ['legacy', 0],
          signAndSendTransaction: call('signAndSendTransaction', [{ signature: new Uint8Array(64).fill(7) }]),
        },
      },
    };
  };

  /** Registers a wallet with those who wait, and with those who come later. */
  const standard = (wallet) => {
    const callback = ({ register }) => register(wallet);
    window.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', { detail: callback }));
    window.addEventListener('wallet-standard:app-ready', ({ detail }) => callback(detail));
  };

  const named = (name) => name.startsWith('eip6963:announce') || name.startsWith('webln:') || name === 'wallet-standard:register-wallet';
  for (const [method, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
    const real = window[method];
    window[method] = function (name, ...rest) {
      if (named(name)) listening[name] = (listening[name] ?? 0) + step;
      return real.call(this, name, ...rest);
    };
  }

  // Answers that a test changes between two presses.
  const say = {};

  window.__wallets = { asked, looked, say, evm, announce, webln, solana, standard, listening };
})();
