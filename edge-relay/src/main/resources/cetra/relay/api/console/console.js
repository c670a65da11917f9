'use strict';

const STEPS = {
  searching: ['車載機に照会中', 'searching'],
  offered: ['提供の申し出あり', 'offered'],
  granted: ['送信を依頼', 'granted'],
  receiving: ['受信中', 'receiving'],
  paused: ['順番待ち', 'waits for its turn'],
  received: ['受信完了', 'received'],
  verified: ['真正性を確認', 'verified'],
  quarantined: ['検証不合格・隔離', 'quarantined'],
  delivered: ['提供済み', 'delivered'],
  approved: ['承認済み', 'approved'],
  recalled: ['注文取消', 'recalled'],
  closed: ['終了', 'closed'],
  withdrawn: ['所有者が撤回', 'taken back by its owner'],
  deleted: ['削除', 'deleted'],
};
const byId = (id) => document.getElementById(id);
let shown = null;
let stream = null;

function element(tag, text, small) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (small) {
    made.append(' ', element('small', small));
  }
  return made;
}

function time(instant) {
  return new Date(instant).toLocaleTimeString('ja-JP');
}

async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  return answer.json();
}

function link(up) {
  byId('link').replaceChildren(...(up
    ? ['接続済み ', element('small', 'connected')]
    : ['接続が切れました ', element('small', 'disconnected')]));
}

async function listOrders() {
  try {
    const orders = await read('/v1/orders');
    byId('none').hidden = orders.length > 0;
    byId('orders').replaceChildren(...orders.map(orderButton));
    link(true);
    if (!shown && orders.length > 0) {
      show(orders[0].id);
    }
  } catch (lost) {
    link(false);
  }
}

function orderButton(order) {
  const button = element('button', order.title.ja, order.title.en);
  button.type = 'button';
  button.setAttribute('aria-current', String(order.id === shown));
  button.append(document.createElement('br'), element('small',
    `${order.caseNumber}・提供 delivered ${order.clips.delivered} / ${order.maxClips}`
      + (order.state === 'recalled' ? '・取消 recalled' : '')));
  button.addEventListener('click', () => show(order.id));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function show(id) {
  shown = id;
  if (stream) {
    stream.close();
  }
  byId('steps').replaceChildren();
  byId('clips').replaceChildren();
  byId('order').hidden = false;
  describe(id);
  stream = new EventSource(`/v1/orders/${encodeURIComponent(id)}/events`);
  stream.onopen = () => link(true);
  stream.onerror = () => link(false);
  stream.onmessage = (message) => step(id, JSON.parse(message.data));
}

async function describe(id) {
  const order = await read(`/v1/orders/${encodeURIComponent(id)}`);
  if (id !== shown) {
    return;
  }
  byId('title').replaceChildren(order.title.ja, ' ', element('small', order.title.en));
  byId('reason').replaceChildren(order.reason.ja, ' ', element('small', order.reason.en));
  const facts = [
    ['注文者', 'issuer', order.issuer],
    ['事案番号', 'case', order.caseNumber],
    ['対象時間', 'time', order.windows.map((w) =>
      `${new Date(w.from).toLocaleString('ja-JP')} – ${time(w.to)}`).join('、')],
    ['期限', 'valid until', new Date(order.validUntil).toLocaleString('ja-JP')],
  ];
  byId('facts').replaceChildren(...facts.flatMap(([ja, en, value]) =>
    [element('dt', ja, en), element('dd', value)]));
}

function step(id, event) {
  const [ja, en] = STEPS[event.step] || [event.step, ''];
  const item = document.createElement('li');
  const words = element('span', ja, en);
  if (event.step === 'delivered' || event.step === 'verified') {
    words.className = 'good';
  } else if (event.step === 'quarantined') {
    words.className = 'bad';
  }
  if (event.detail) {
    words.append(' ', element('small', event.detail));
  }
  item.append(element('time', time(event.at)), words);
  byId('steps').append(item);
  if (event.step === 'delivered') {
    addClip(id, event.clipId);
    listOrders();
  }
}

async function addClip(id, clipId) {
  const clips = await read(`/v1/orders/${encodeURIComponent(id)}/clips`);
  const clip = clips.find((found) => found.id === clipId);
  if (!clip || id !== shown) {
    return;
  }
  const figure = document.createElement('figure');
  const video = document.createElement('video');
  video.controls = true;
  video.preload = 'metadata';
  video.src = clip.view;
  if (clip.still) {
    video.poster = clip.still;
  }
  const download = element('a', '証拠一式をダウンロード', 'download the evidence package');
  download.href = clip.package;
  const caption = element('figcaption', `${time(clip.from)} – ${time(clip.to)} `);
  if (clip.extent !== 'full') {
    const names = {preview: ['プレビュー', 'preview'], low: ['低レート', 'low rate']};
    caption.prepend(element('strong', ...names[clip.extent]), ' ');
  }
  caption.append(download);
  figure.append(video, caption);
  byId('clips').append(figure);
}

listOrders();
setInterval(listOrders, 5000);
