-- Charts are left out, since their tables stand beside them; a caption stands above its table, in bold.

function Figure() return {} end
function Image() return {} end

function Table(el)
  local caption = el.caption.long
  if #caption == 0 then return nil end
  local title = pandoc.Para({ pandoc.Strong(pandoc.utils.blocks_to_inlines(caption)) })
  el.caption = { long = {} }
  return { title, el }
end

function Div(el)
  if el.classes:includes('screen') then return {} end
end

function DefinitionList(el)
  local items = {}
  for _, item in ipairs(el.content) do
    local line = { pandoc.Strong(item[1]), pandoc.Str(':'), pandoc.Space() }
    for _, blocks in ipairs(item[2]) do
      for _, inline in ipairs(pandoc.utils.blocks_to_inlines(blocks)) do line[#line + 1] = inline end
    end
    items[#items + 1] = { pandoc.Plain(line) }
  end
  return pandoc.BulletList(items)
end

-- What looks like a character reference is text: pandoc would let "&copy;" become a sign.
local function literal(text)
  local pieces, from = {}, 1
  for at in text:gmatch('()&#?%w+;') do
    pieces[#pieces + 1] = pandoc.Str(text:sub(from, at - 1))
    pieces[#pieces + 1] = pandoc.RawInline('markdown', '&amp;')
    from = at + 1
  end
  pieces[#pieces + 1] = pandoc.Str(text:sub(from))
  return pieces
end

local function literal_words(el)
  if el.text:find('&', 1, true) then return literal(el.text) end
end

-- Anchors inside the paper have other names in every viewer of Markdown.
function Link(el)
  if el.target:sub(1, 1) == '#' then return el.content end
end

function Pandoc(doc)
  local marking = pandoc.utils.stringify(doc.meta.marking or '')
  if marking ~= '' then table.insert(doc.blocks, 1, pandoc.Para({ pandoc.Strong(literal(marking)) })) end
  doc = pandoc.Pandoc(doc.blocks)
  -- Going through every word takes a while, and most papers have none that needs it.
  if pandoc.utils.stringify(doc):find('&#?%w+;') then return doc:walk({ Str = literal_words }) end
  return doc
end
